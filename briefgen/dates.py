from dataclasses import dataclass
@dataclass(frozen=True)
class Edtf:
    text: str
def parse(v): return Edtf(v)
