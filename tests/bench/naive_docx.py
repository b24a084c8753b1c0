"""The naive way to Word: python-docx and its table cell API. naive_docx.py DESK OUT"""

import sys
from pathlib import Path

import docx
from naive_read import desk

data = desk(Path(sys.argv[1]))
document = docx.Document()


def table(head, rows):
    made = document.add_table(rows=len(rows) + 1, cols=len(head))
    for column, words in enumerate(head):
        made.cell(0, column).text = words
    for number, row in enumerate(rows, 1):
        for column, words in enumerate(row):
            made.cell(number, column).text = words


pack, developments = data["pack"], data["developments"]
document.add_heading(pack["title"], 0)
for text in pack["bottom_line"]:
    document.add_paragraph(text)
for judgement in pack["judgements"]:
    document.add_paragraph(judgement["text"], style="List Number")
document.add_heading("Chronology", 1)
table(
    ("Date", "Event", "Status"),
    [(str(e["date"]), f"{e['label']}. {e['text']} {e['says']}, {d['title']}", e["status"]) for d in developments for e in d["events"]],
)
for d in developments:
    document.add_heading(d["title"], 1)
    document.add_paragraph(f"{d['date']} {d['place']}")
    document.add_paragraph(d["bottom_line"]["text"])
    document.add_heading("What is reported", 2)
    for paragraph in d["summary"]:
        document.add_paragraph(" ".join(s["text"] for s in paragraph["statements"]))
    document.add_heading("Why it matters", 2)
    for text in d["why_it_matters"]:
        document.add_paragraph(text)
    document.add_heading("Officials", 2)
    for m in d["officials"]:
        document.add_paragraph(f"{data['people'][m['official']]['name']}. {m['role']}", style="List Bullet")
    document.add_heading("Open issues", 2)
    for u in d["updates"]:
        document.add_paragraph(f"{u['issue']}: {u['move']}. {u['text']}", style="List Bullet")
document.add_heading("Open issues", 1)
for issue in data["issues"]:
    document.add_heading(issue["title"], 2)
    document.add_paragraph(issue["question"])
    table(("Party", "Position", "As of"), [(p["party"], p["text"], str(p["date"])) for p in issue["positions"]])
    table(
        ("Date", "Move", "What"),
        [(str(u["date"]), u["move"], u["text"]) for d in developments for u in d["updates"] if u["issue"] == issue["id"]],
    )
document.add_heading("Officials", 1)
table(
    ("Name", "Office", "Attested"), [(o["name"], o["posts"][0]["title"], str(o["posts"][0]["attested"])) for o in data["people"].values()]
)
document.add_heading("Sources", 1)
table(("Source", "Published", "Descriptor"), [(s["publisher"], str(s["published"]), s["descriptor"]) for s in data["sources"]])
document.save(sys.argv[2])
