"""The naive way to a PDF with Typst: one Jinja template over everything, tagged as Typst tags by itself. naive_typst.py DESK OUT"""

import json
import sys
import tempfile
from pathlib import Path

import jinja2
import typst
from naive_html import timeline, told_by


def mark(number, time):
    return f"#super(link(<n{number}>)[{number}])<m{number}-{time}>"


def quoted(value):
    """A string as Typst reads it."""
    return json.dumps(str(value), ensure_ascii=False)


told = told_by(Path(sys.argv[1]), mark)
environment = jinja2.Environment()
environment.filters["quoted"] = quoted
environment.filters["str"] = lambda value: f"#{quoted(value)};"
drawing = timeline(told["developments"]).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
text = environment.from_string((Path(__file__).parent / "naive.typ.j2").read_text(encoding="utf-8")).render(**told, timeline=drawing)
with tempfile.TemporaryDirectory() as folder:
    source = Path(folder) / "naive.typ"
    source.write_text(text, encoding="utf-8")
    typst.compile(str(source), output=sys.argv[2])
