"""What a build that found nothing to do said, said again as long as the system notes no change of anything that it looked at.

Such a build digests every file of its desk and of its products, and imports what that takes. Here each file is asked for its size, its
place on the disk and the times of its last change, of which nobody can set one (products/running_code.py trusts the same), and so are the
folders that they stand in, so that a file put in or taken out is seen. Whatever else is found, the build is asked. An answer is sealed
with this user's secret. Nothing is imported but what the interpreter holds already.
"""

from __future__ import annotations

import os
import sys

from briefgen.machine import secret

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.pipeline.order import Order

FILE = ".briefgen/answer"
"""The last one, below the desk's folder."""
SURROUNDINGS = ("SOURCE_DATE_EPOCH", "LD_LIBRARY_PATH", "LD_PRELOAD", "_BRIEFGEN_COMPLETE")
"""Variables on which an answer depends."""
MAPS = "/proc/self/maps"
"""Where Linux says which libraries a process has loaded; elsewhere nothing is noted."""
LOADER = "/etc/ld.so.cache"
"""Where Linux notes which file a library's name leads to."""


def again(arguments: Sequence[str], environment: Mapping[str, str]) -> str | None:
    """What the build with these arguments said when it last found nothing to do, if it would say the same; None where it is to be asked."""
    try:
        with open(_file(arguments), "rb") as file:
            seal, _, noted = file.read().partition(b"\n")
        if seal.decode() != _seal(noted):
            return None
    except (OSError, ValueError):
        return None
    surroundings, target, rows, *looked = noted.decode(errors="surrogateescape").split("\0")
    if surroundings != _surroundings(arguments, environment) or any(_state(line.partition(" ")[2]) != line for line in looked):
        return None
    told = (row.partition("\t") for row in rows.splitlines())
    return "".join(f"{_shown(os.path.join(target, name))}{words}\n" for name, _, words in told)


def note(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    order: Order,
    begun: int,
    products: Iterable[str],
    rows: Iterable[tuple[str, str]],
) -> None:
    """Notes what a build said that found nothing to do.

    begun: when it began to look, in nanoseconds since 1970; nothing is noted where something changed so shortly before, or since, that
    its next change could bear the same time. products: the names of its files. rows: of each that it told its name, and what it said
    behind that.
    """
    from contextlib import suppress
    from pathlib import Path

    from briefgen.desk.files import replace_one
    from briefgen.products.running_code import SETTLED

    file = _file(arguments)
    if not file or not os.path.exists(MAPS):
        return
    looked = [_state(path) for path in sorted(set(_looked_at(order, products)))]
    if max(map(_changed, looked)) > begun - SETTLED * 1e9:
        return
    said = "\n".join(map("\t".join, rows))
    noted = "\0".join([_surroundings(arguments, environment), str(order.target.absolute()), said, *looked]).encode(errors="surrogateescape")
    with suppress(OSError, ValueError):  # nothing is lost but time
        os.makedirs(os.path.dirname(file), exist_ok=True)
        replace_one(Path(file), f"{_seal(noted)}\n".encode() + noted)


def _file(arguments: Sequence[str]) -> str:
    """Where the answer to these arguments would stand; "" where none is noted."""
    if arguments[:1] != ["build"] or "--json" in arguments:
        return ""
    root = _root([os.curdir, *_given(arguments, "--desk")][-1])
    return os.path.join(root, FILE) if root else ""


def _given(arguments: Sequence[str], option: str) -> Iterator[str]:
    """The values of an option."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if word == option:
            yield following
        elif word.startswith(f"{option}="):
            yield word.partition("=")[2]


def _root(start: str) -> str:
    """The desk that a folder is in, as desk/folder.py finds it; "" where it is in none."""
    folder, above = os.path.realpath(start), ""
    while folder != above:
        if os.path.isfile(os.path.join(folder, "content", "desk.yaml")):
            return folder
        folder, above = os.path.dirname(folder), folder
    return ""


def _surroundings(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """What an answer depends on besides files: what was asked, and where if paths are told from there; the interpreter; variables."""
    paths = (*_given(arguments, "--desk"), *_given(arguments, "--output"))
    place = "" if all(map(os.path.isabs, paths)) else os.getcwd()
    return repr([arguments, place, sys.version, sys.executable, sys.path, *(environment.get(name) for name in SURROUNDINGS)])


def _state(path: str) -> str:
    """What the system notes of a file or folder; of one that is not there, that it is not."""
    try:
        found = os.stat(path)
    except OSError:
        return f"- {path}"
    return f"{found.st_ino},{found.st_size},{found.st_mtime_ns},{found.st_ctime_ns} {path}"


def _changed(state: str) -> int:
    """When a file or folder changed last, in nanoseconds since 1970; 0 for one that is not there."""
    return max(map(int, state.partition(" ")[0].split(",")[2:]), default=0)


def _looked_at(order: Order, products: Iterable[str]) -> Iterator[str]:
    """The paths of all that tells whether there is something to do, and of the folders that something could be put into."""
    from briefgen.desk.files import names_below
    from briefgen.products import output_folder, running_code

    yield from running_code.looked_at()
    yield from (place or os.curdir for place in sys.path)
    yield from map(str, output_folder.our_faces())
    for path in map(str, output_folder.inputs(order.desk).values()):
        yield path
        yield os.path.dirname(path)
    for folder in (running_code.PACKAGE, *(order.desk.root / name for name in ("content", "templates", "fonts"))):
        yield str(folder)
        yield from (f"{folder}/{name}" for name in names_below(folder)[1] if "__pycache__" not in name)
    yield from (str(order.target / name) for name in (output_folder.MANIFEST, *products))
    yield str(order.archive or "-")
    yield LOADER
    with open(MAPS, encoding="utf-8", errors="surrogateescape") as maps:
        yield from {words[5].strip() for line in maps if len(words := line.split(" ", 5)) > 5 and ".so" in line}


def _shown(path: str) -> str:
    """A path as cli/reporter.py shows it."""
    return os.path.relpath(path) if path.startswith(os.path.join(os.getcwd(), "")) else path


def _seal(noted: bytes) -> str:
    """What shows that this user noted it. Raises ValueError where this user has no secret."""
    from _blake2 import blake2b  # hashlib's own; to import that takes as long as all else here

    if not (key := secret.known()):
        raise ValueError("no secret")
    return blake2b(noted, key=key).hexdigest()
