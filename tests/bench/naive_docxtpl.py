"""The naive way to Word with a template: docxtpl fills one that an editor drew in Word. naive_docxtpl.py DESK OUT TEMPLATE

TEMPLATE is made where it is not there yet; it has what naive_docx.py writes.
"""

import sys
from pathlib import Path

import docx
from docxtpl import DocxTemplate
from naive_read import desk


def template(path):
    """Writes the template, as it would be drawn in Word."""
    document = docx.Document()

    def lines(loop, *texts, style=None):
        document.add_paragraph(f"{{%p for {loop} %}}")
        for text in texts:
            document.add_paragraph(text, style=style)
        document.add_paragraph("{%p endfor %}")

    def table(head, loop, cells):
        made = document.add_table(rows=4, cols=len(head))
        for row, texts in enumerate((head, [f"{{%tr for {loop} %}}"], cells, ["{%tr endfor %}"])):
            for column, text in enumerate(texts):
                made.cell(row, column).text = text

    document.add_heading("{{ pack.title }}", 0)
    lines("text in pack.bottom_line", "{{ text }}")
    lines("judgement in pack.judgements", "{{ judgement.text }}", style="List Number")
    document.add_heading("Chronology", 1)
    table(
        ("Date", "Event", "Status"),
        "d, e in events",
        ("{{ e.date }}", "{{ e.label }}. {{ e.text }} {{ e.says }}, {{ d.title }}", "{{ e.status }}"),
    )
    document.add_paragraph("{%p for d in developments %}")
    document.add_heading("{{ d.title }}", 1)
    document.add_paragraph("{{ d.date }} {{ d.place }}")
    document.add_paragraph("{{ d.bottom_line.text }}")
    document.add_heading("What is reported", 2)
    lines("paragraph in d.summary", "{{ paragraph.statements|map(attribute='text')|join(' ') }}")
    document.add_heading("Why it matters", 2)
    lines("text in d.why_it_matters", "{{ text }}")
    document.add_heading("Officials", 2)
    lines("m in d.officials", "{{ people[m.official].name }}. {{ m.role }}", style="List Bullet")
    document.add_heading("Open issues", 2)
    lines("u in d.updates", "{{ u.issue }}: {{ u.move }}. {{ u.text }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("Open issues", 1)
    document.add_paragraph("{%p for issue in issues %}")
    document.add_heading("{{ issue.title }}", 2)
    document.add_paragraph("{{ issue.question }}")
    table(("Party", "Position", "As of"), "p in issue.positions", ("{{ p.party }}", "{{ p.text }}", "{{ p.date }}"))
    table(("Date", "Move", "What"), "u in updates[issue.id]", ("{{ u.date }}", "{{ u.move }}", "{{ u.text }}"))
    document.add_paragraph("{%p endfor %}")
    document.add_heading("Officials", 1)
    table(("Name", "Office", "Attested"), "o in people.values()", ("{{ o.name }}", "{{ o.posts[0].title }}", "{{ o.posts[0].attested }}"))
    document.add_heading("Sources", 1)
    table(("Source", "Published", "Descriptor"), "s in sources", ("{{ s.publisher }}", "{{ s.published }}", "{{ s.descriptor }}"))
    document.save(path)


where = Path(sys.argv[3])
if not where.exists():
    template(where)
data = desk(Path(sys.argv[1]))
updates = {issue["id"]: [] for issue in data["issues"]}
for development in data["developments"]:
    for update in development["updates"]:
        updates[update["issue"]].append(update)
events = [(development, event) for development in data["developments"] for event in development["events"]]
filled = DocxTemplate(where)
filled.render({**data, "updates": updates, "events": events}, autoescape=True)
filled.save(sys.argv[2])
