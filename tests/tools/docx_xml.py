"""A sample document with every element of the vocabulary, and readable projections of the Word parts made from it."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile

from briefgen.desk.templates import Templates
from briefgen.document.page import Page
from briefgen.export.docx.export import export

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DOCUMENT, ENDNOTES, FOOTNOTES = "word/document.xml", "word/endnotes.xml", "word/footnotes.xml"
HEADINGS = {"Heading1Opening": 1, "TOCHeading": 1, "Heading1": 1, "Heading2": 2, "Heading2Passage": 2, "CommentHeading": 2, "Heading3": 3}
"""Id of a style → the level of its headings."""

HEAD = """<html lang="en-GB"><head><title>Ferries of the Sound</title>
<meta name="author" content="Harbour desk"/><meta name="description" content="What is known about the ferries."/>
<meta name="keywords" content="ferries, harbour"/><meta name="dcterms.created" content="2031-05-04"/>
<meta name="briefgen.running-title" content="Ferries of the Sound"/><meta name="briefgen.as-of" content="4 May 2031"/>
<meta name="briefgen.marking" content="TLP:GREEN"/><meta name="briefgen.status" content="draft"/>
<meta name="briefgen.version" content="0.3"/><meta name="briefgen.as-of-date" content="2031-05-04"/>
<meta name="briefgen.build" content="0123456789abcdef"/></head>"""

FOOTNOTED = HEAD.replace("</head>", '<meta name="briefgen.notes" content="footnotes"/></head>')

BANNER = """<header class="banner">
<p class="marking">TLP:GREEN</p>
<p class="title">Ferries of the Sound: what the winter timetable leaves open</p>
<p class="subtitle">The crossings between Eastness and the Outer Isles</p>
<p class="dateline"><span class="nowrap"><strong>Information to</strong> 4 May 2031</span> · <span class="nowrap"><strong>Edition</strong>
<span class="version">0.3</span> (draft)</span> · <span class="nowrap"><strong>Prepared for</strong> The Minister for Islands</span></p>
</header>"""

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 96">
<title>Timeline of two events from 2029 to 2031</title>
<path d="M20 30 H460" stroke="#9fb4c9"/><circle cx="100" cy="30" r="4" fill="#1f4e79"/>
<circle cx="380" cy="30" r="4" fill="none" stroke="#1f4e79"/>
<text x="110" y="50" font-family="'Source Sans 3'" font-size="9">Timetable published</text>
<text x="290" y="50" font-family="'Source Sans 3'" font-size="9">Second ship expected</text></svg>"""

SUMMARY = f"""<section class="part part-summary" id="summary">
<h1>Bottom line</h1>
<p class="lead">The islands keep two crossings a day, but <em>only</em> until the pier is <strong>closed <em>for repair</em></strong>.</p>
<h2 id="key-judgements">Key judgements</h2>
<ol class="judgements">
<li><p>The pier decides the timetable. <span class="muted">High confidence. Rests on: <a href="#pier">The pier closes</a>.</span></p></li>
<li><p>A second ship is not yet paid for.</p><p>It may never be.</p></li>
</ol>
<h2 id="timeline">Timeline</h2>
<figure class="timeline">{DRAWING}
<figcaption><span class="number">Figure 1</span>. Events at their place in time, as of 4 May 2031.</figcaption></figure>
</section>"""

CONTENTS = """<section class="part part-contents" id="contents">
<h1>Contents</h1>
<nav class="contents" aria-label="Contents"><ol>
<li><a href="#summary">Bottom line</a></li>
<li><a href="#pier">The pier closes</a></li>
<li><a href="#open-issues">Open issues</a><ol><li><a href="#issue-second-ship">The “second ship” \\ "Sula"</a></li></ol></li>
<li><a href="#references">References</a></li>
</ol></nav>
<aside class="comment" role="note" aria-label="How to read this pack"><h2 id="how-to-read">How to read this pack</h2>
<p class="comment">A raised number leads to the reference.</p><p>Sentences without a number are ours.</p>
<ul><li>The first of two rules.</li><li>The second.</li></ul></aside>
</section>"""

DEVELOPMENT = """<section class="part part-development" id="pier">
<h1>The pier closes</h1>
<p class="dateline"><time datetime="2031-03-02">2 March 2031</time> · Eastness · Source: <a href="#source-gazette">Gazette</a></p>
<p class="sentence-note">The date is the paper's.</p>
<p>  <span class="statement" data-says="official-statement">The harbour board
   closes the pier for a year.<sup><a class="ref" id="ref-1-1" href="#note-1">1</a>,
   <a class="ref" id="ref-2-1" href="#note-2">2</a></sup></span>
<span class="statement" data-says="media">The <abbr title="Harbour Board">HB</abbr> has told nobody
   else.<sup><a class="ref" id="ref-1-2" href="#note-1">1</a></sup></span> <span class="says">Reported by islanders.</span></p>
<p>Call it <span lang="ja">日本</span>, <span lang="fr">la jetée</span>, or an extra\u00adordinarily long pier.<br/>It is closed.</p>
<aside class="comment" role="note" aria-label="Our comment"><h2 id="pier-why">Why it matters: our comment</h2>
<p class="comment">Without the pier no ship of any size can land, and everything else in the timetable follows from that.</p></aside>
<h2 id="pier-officials">Officials named</h2>
<ul><li><a href="#person-holm">Ada Holm</a>, <span class="muted">harbour master.</span> Signed the order.
<ul><li>Twice, in fact.</li></ul></li><li><p>A clerk.</p><p class="sentence-note">Not named.</p></li></ul>
<h2 id="pier-steps">Steps</h2>
<ol><li>Close.</li><li>Mend.</li></ol>
<ul class="plain"><li>See <a href="https://example.org/pier?a=1&amp;b=2">the order</a>
or <a href="mailto:desk@example.org">write to us</a>.</li></ul>
</section>"""

ISSUES = """<section class="part part-open-issues" id="open-issues">
<h1>Open issues</h1>
<section class="record" id="issue-second-ship">
<h2>The “second ship” \\ "Sula"</h2>
<p class="dateline"><span class="status">Deferred</span> since 2030 <span class="tag">money</span></p>
<p class="lead">Who pays for a second ship? See <a class="number" href="#table-moves">Table 1</a>.</p>
<table class="history"><caption><span class="number" id="table-moves">Table 1</span>. How the issue moved</caption>
<thead><tr><th scope="col" class="col-date">Date</th><th scope="col" class="col-status">Move</th><th scope="col" class="col-wide">What
was reported</th></tr></thead>
<tbody><tr id="move-1"><th scope="row" class="col-date"><time datetime="2030">2030</time><br/><span class="muted">Eastness</span></th>
<td class="col-status"><span class="status">Deferred</span></td>
<td class="col-wide"><p>The board put it off.<sup><a class="ref" id="ref-3-1" href="#note-3">3</a></sup></p>
<p class="sentence-note">Official statement</p><ul><li>No date.</li></ul></td></tr>
<tr><th scope="row" class="col-date"><a href="#pier">2031</a></th><td class="col-status"/>
<td class="col-wide">Nothing new.</td></tr></tbody></table>
<h3>What is unknown</h3>
<ul><li>The price.</li></ul>
</section></section>"""

SOURCES = """<section class="part part-sources" id="sources">
<h1>Sources</h1>
<section class="record" id="source-gazette">
<h2>Gazette</h2>
<p>A weekly paper.</p>
<table class="facts"><tbody><tr><th scope="row" class="col-label">Language</th><td class="col-wide">English</td></tr>
<tr id="person-holm"><th scope="row" class="col-label">Used in</th>
<td class="col-wide"><a href="#pier">The pier closes</a></td></tr></tbody></table>
<table class="facts"><tbody><tr><th scope="row" class="col-label">Note</th><td class="col-wide">Torn.</td></tr></tbody></table>
</section></section>"""

REFERENCES = """<section class="part part-references" id="references">
<h1>References</h1>
<ol class="notes">
<li id="note-1"><a href="#source-gazette">Gazette</a>, para. 1: “a year”.
<a class="backref" href="#ref-1-1">↑1</a> <a class="backref" href="#ref-1-2">↑2</a></li>
<li id="note-2">Board, para. 7, at <a href="https://example.org/board">its page</a>. <a class="backref" href="#ref-2-1">↑</a></li>
<li id="note-3">Board, para. 9. <a class="backref" href="#ref-3-1">↑</a></li>
</ol></section>"""

SECTIONS = (SUMMARY, CONTENTS, DEVELOPMENT, ISSUES, SOURCES, REFERENCES)


def page(*sections: str, paper: str = "a4", head: str = HEAD, banner: str = BANNER) -> Page:
    """A page of some sections; with none given, of all of the sample's."""
    html = f'{head}<body class="{paper}">{banner}<main>{"".join(sections or SECTIONS)}</main></body></html>'
    return Page(html, ET.fromstring(html))


def made(*sections: str, paper: str = "a4", head: str = HEAD) -> bytes:
    """The Word document of some sections."""
    return export(page(*sections, paper=paper, head=head), Templates()).data


def part(identity: str, content: str, kind: str = "development") -> str:
    """A section with a heading and some content."""
    return f'<section class="part part-{kind}" id="{identity}"><h1>Head</h1>{content}</section>'


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def tree(data: bytes, part: str = DOCUMENT) -> ET.Element:
    """A part, parsed."""
    return ET.fromstring(parts(data)[part])


def replaced(data: bytes, part: str, old: str, new: str, times: int = 1) -> bytes:
    """The package with some text of a part replaced. The old text must be there."""
    content = parts(data)
    assert old.encode() in content[part], f"{old} is not in {part}"
    content[part] = content[part].replace(old.encode(), new.encode(), times)
    return packed(content)


def packed(content: dict[str, bytes]) -> bytes:
    """A package of some parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, part in content.items():
            package.writestr(name, part)
    return buffer.getvalue()


def lines(data: bytes, part: str = DOCUMENT) -> list[str]:
    """A part with text as readable lines: a paragraph each as “Style| words”, with table rows as “[row]”.

    Fields stand as {instruction: result}, bookmarks as «name», links as <target: words>, styled runs as Style(words), lists with
    their number and level.
    """
    root = tree(data, part)
    top = root[0] if root.tag == f"{W}document" else root
    return [line for element in top for line in _block(element)]


def _block(element: ET.Element) -> list[str]:
    if element.tag == f"{W}p":
        return [_paragraph(element)]
    if element.tag == f"{W}tr":
        marks = [mark.tag.removeprefix(W) for mark in element.findall(f"{W}trPr/*")]
        return [f"[row {' '.join(marks)}]", *(line for cell in element.iter(f"{W}tc") for line in _block(cell))]
    return [line for child in element for line in _block(child)]


def _paragraph(element: ET.Element) -> str:
    style = element.find(f"{W}pPr/{W}pStyle")
    number = element.find(f"{W}pPr/{W}numPr/{W}numId")
    level = element.find(f"{W}pPr/{W}numPr/{W}ilvl")
    listed = f" #{number.get(f'{W}val')}.{level.get(f'{W}val')}" if number is not None and level is not None else ""
    return f"{style.get(f'{W}val') if style is not None else ''}{listed}| {''.join(_inline(child) for child in element)}"


def _inline(node: ET.Element) -> str:
    match node.tag.removeprefix(W):
        case "bookmarkStart":
            return f"«{node.get(f'{W}name')}»"
        case "hyperlink":
            return f"<{node.get(f'{W}anchor') or node.get(f'{R}id')}: {''.join(_inline(child) for child in node)}>"
        case "r":
            return _run(node)
    return ""


def _run(node: ET.Element) -> str:
    shown = "".join(_shown(child) for child in node)
    if node.find(f"{W}fldChar") is not None or node.find(f"{W}instrText") is not None:
        return shown
    style, language = node.find(f"{W}rPr/{W}rStyle"), node.find(f"{W}rPr/{W}lang")
    if language is not None:
        shown = f"{'/'.join(language.attrib.values())}({shown})"
    return f"{style.get(f'{W}val')}({shown})" if style is not None and shown else shown


def _shown(node: ET.Element) -> str:
    match node.tag.removeprefix(W):
        case "t":
            return node.text or ""
        case "instrText":
            return (node.text or "").strip() + ": "
        case "fldChar":
            return {"begin": "{", "end": "}"}.get(node.get(f"{W}fldCharType", ""), "")
        case "endnoteReference" | "footnoteReference":
            return f"note {node.get(f'{W}id')}"
        case "tab":
            return "→"
        case "br":
            return "↵"
        case "softHyphen":
            return "~"
        case "drawing":
            return "picture"
        case "endnoteRef" | "footnoteRef":
            return "mark"
    return ""
