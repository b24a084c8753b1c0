"""The naive way to a PDF: one Jinja template and WeasyPrint, tagged. naive_pdf.py DESK OUT"""

import sys
from pathlib import Path

import jinja2
import weasyprint
from markupsafe import Markup
from naive_read import desk

data = desk(Path(sys.argv[1]))
notes = {}


def refs(statement):
    marks = []
    for cite in statement["cite"]:
        key = (cite["source"], cite["para"])
        number, _ = notes.setdefault(key, (len(notes) + 1, cite["excerpt"]))
        marks.append(f'<sup><a href="#n{number}">{number}</a></sup>')
    return Markup("".join(marks))


template = jinja2.Environment(autoescape=True).from_string((Path(__file__).parent / "naive.html.j2").read_text())
html = template.render(**data, refs=refs, notes=notes)
weasyprint.HTML(string=html).write_pdf(sys.argv[2], pdf_tags=True)
