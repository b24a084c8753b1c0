"""The page that the naive ways to PDF and Word begin with: one Jinja template over everything."""

from pathlib import Path

import jinja2
from markupsafe import Markup
from naive_read import desk


def page(root, drawn=True):
    """The HTML of a desk. drawn: with the timeline as a drawing."""

    def mark(number, time):
        return f'<sup><a id="m{number}-{time}" href="#n{number}">{number}</a></sup>'

    told = told_by(root, mark)
    template = jinja2.Environment(autoescape=True).from_string((Path(__file__).parent / "naive.html.j2").read_text(encoding="utf-8"))
    return template.render(**told, timeline=Markup(timeline(told["developments"])) if drawn else "")


def timeline(developments):
    """The first fifty events, drawn."""
    events = [(event["date"], event["label"]) for d in developments for event in d["events"]]
    rows = [f'<text x="4" y="{12 * n}" font-size="8">{date} {label}</text>' for n, (date, label) in enumerate(events[:50], 1)]
    return f'<svg width="480" height="{12 * len(rows)}">{"".join(rows)}</svg>'


def told_by(root, mark):
    """What a template of a page tells. mark: makes the sign of a note from its number and the how many-th that it is of the note."""
    data = desk(root)
    notes = {}

    def refs(statement):
        marks = []
        for cite in statement["cite"]:
            note = notes.setdefault((cite["source"], cite["para"]), [len(notes) + 1, [], 0])
            note[2] += 1
            if cite["excerpt"] not in note[1]:
                note[1].append(cite["excerpt"])
            marks.append(mark(note[0], note[2]))
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
    return {**data, **names, "refs": refs, "used": used, "notes": notes}
