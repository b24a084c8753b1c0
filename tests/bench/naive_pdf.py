"""The naive way to a PDF: one Jinja template and WeasyPrint, tagged, with the same content. naive_pdf.py DESK OUT"""

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
        note = notes.setdefault((cite["source"], cite["para"]), [len(notes) + 1, [], 0])
        note[2] += 1
        if cite["excerpt"] not in note[1]:
            note[1].append(cite["excerpt"])
        marks.append(f'<sup><a id="m{note[0]}-{note[2]}" href="#n{note[0]}">{note[0]}</a></sup>')
    return Markup("".join(marks))


def used(development):
    statements = [development["bottom_line"], *(s for p in development["summary"] for s in p["statements"])]
    return sorted({cite["source"] for statement in statements for cite in statement["cite"]})


by_issue = {}
for development in data["developments"]:
    for update in development["updates"]:
        by_issue.setdefault(update["issue"], []).append((development, update))
by_person = {}
for development in data["developments"]:
    for mention in development["officials"]:
        by_person.setdefault(mention["official"], []).append(development)
names = {
    "titles": {d["id"]: d["title"] for d in data["developments"]},
    "questions": {i["id"]: i for i in data["issues"]},
    "publishers": {s["id"]: f"{s['publisher']} ({str(s['published'])[:4]})" for s in data["sources"]},
    "moves": lambda issue: by_issue[issue["id"]],
    "seen": lambda person: by_person[person["id"]],
}
events = [(event["date"], event["label"]) for d in data["developments"] for event in d["events"]]
rows = [f'<text x="4" y="{12 * n}" font-size="8">{date} {label}</text>' for n, (date, label) in enumerate(events[:50], 1)]
timeline = Markup(f'<svg width="480" height="{12 * len(rows)}">{"".join(rows)}</svg>')
template = jinja2.Environment(autoescape=True).from_string((Path(__file__).parent / "naive.html.j2").read_text(encoding="utf-8"))
html = template.render(**data, **names, refs=refs, used=used, notes=notes, timeline=timeline)
weasyprint.HTML(string=html).write_pdf(sys.argv[2], pdf_tags=True)
