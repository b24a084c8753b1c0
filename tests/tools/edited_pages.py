"""Random edits of a page, which leave it a page that could have been rendered: notes numbered by their marks, links alive."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from random import Random

from briefgen.document.html_text import html_of
from briefgen.document.page import Page

WORDS = ("pier", "harbour dues", "日本国憲法", "ท่าเรือ", "é", "<&>", "“so”", "10,000", "not", "a\u00a0b", "👩\u200d✈️", ".")
NOTES = ".//ol[@class='notes']"


def edited(page: Page, chance: Random, times: int) -> Page:
    """The page after some edits."""
    tree = deepcopy(page.tree)
    for _ in range(times):
        chance.choice(EDITS)(tree[-1], chance)
    _mend(tree)
    return Page(html_of(tree), tree)


def _change_words(body: ET.Element, chance: Random) -> None:
    element = chance.choice([part for part in body.iter() if _is_text(part)])
    words = (element.text or "").split(" ")
    place = chance.randrange(len(words))
    words[place : place + chance.randrange(3)] = chance.choices(WORDS, k=chance.randrange(3))
    element.text = " ".join(words) or "so"


def _is_text(element: ET.Element) -> bool:
    return bool((element.text or "").strip()) and element.get("class") not in {"ref", "backref", "number"} and "svg" not in element.tag


def _remove(*tags: str) -> Callable[[ET.Element, Random], None]:
    def edit(body: ET.Element, chance: Random) -> None:
        parent, child = _some_child(body, chance, tags)
        if len(list(parent.iterfind(child.tag))) > 1 or child.tag == "section":
            parent.remove(child)

    return edit


def _move(*tags: str) -> Callable[[ET.Element, Random], None]:
    def edit(body: ET.Element, chance: Random) -> None:
        parent, child = _some_child(body, chance, tags)
        others = [place for place, other in enumerate(parent) if other.tag == child.tag]
        parent.remove(child)
        parent.insert(min(chance.choice(others), len(parent)), child)

    return edit


def _double(*tags: str) -> Callable[[ET.Element, Random], None]:
    """Puts in a copy with other words."""

    def edit(body: ET.Element, chance: Random) -> None:
        parent, child = _some_child(body, chance, tags)
        made = deepcopy(child)
        for element in made.iter():
            element.attrib.pop("id", None)
            if _is_text(element) and chance.random() < 0.6:
                element.text = " ".join(chance.choices(WORDS, k=3))
        parent.insert(list(parent).index(child) + chance.randrange(2), made)

    return edit


def _redraw(body: ET.Element, chance: Random) -> None:
    for drawing in body.iter("{http://www.w3.org/2000/svg}svg"):
        drawing[0].text = f"{drawing[0].text} {chance.choice(WORDS)}"


def _some_child(body: ET.Element, chance: Random, tags: tuple[str, ...]) -> tuple[ET.Element, ET.Element]:
    pairs = [(parent, child) for parent in body.iter() for child in parent if child.tag in tags and _may_move(parent, child)]
    return chance.choice(pairs)


def _may_move(parent: ET.Element, child: ET.Element) -> bool:
    """The list of the notes follows the text and is not edited itself."""
    kind = f"{parent.get('class')} {child.get('class')}"
    return parent.tag != "thead" and "notes" not in kind and "references" not in kind and "contents" not in kind


EDITS = (
    *[_change_words] * 4,
    _remove("p", "li", "tr", "table"),
    _remove("section"),
    _move("p", "li", "tr", "section"),
    _double("p", "li", "tr", "table"),
    _redraw,
)


def _mend(tree: ET.Element) -> None:
    _number_notes(tree)
    _number_captions(tree)
    names = {element.get("id") for element in tree.iter()}
    for item_list in tree.iterfind(".//nav//ol"):
        for item in [item for item in item_list if item[0].get("href", "")[1:] not in names]:
            item_list.remove(item)
    for link in tree.iter("a"):
        if link.get("href", "").startswith("#") and link.get("href", "")[1:] not in names:
            link.set("href", "https://example.org/")


def _number_captions(tree: ET.Element) -> None:
    labels: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for label in tree.iterfind(".//span[@class='number']"):
        word = "".join(label.itertext()).split("\u00a0")[0]
        counts[word] += 1
        label.text = labels[label.get("id", "")] = f"{word}\u00a0{counts[word]}"
    for link in tree.iterfind(".//a[@class='number']"):
        link.text = labels.get(link.get("href", "")[1:], "there")
        if link.text == "there":
            del link.attrib["class"]


def _number_notes(tree: ET.Element) -> None:
    notes = {note.get("id"): note for note in tree.findall(f"{NOTES}/li")}
    numbers: dict[str, int] = {}
    for place, mark in enumerate(tree.findall(".//a[@class='ref']")):
        number = numbers.setdefault(mark.get("href", "")[1:], len(numbers) + 1)
        mark.text = str(number)
        mark.attrib |= {"href": f"#note-{number}", "id": f"mark-{number}-{place}"}
    holder = tree.find(NOTES)
    assert holder is not None
    holder[:] = [notes[name] for name in numbers]
    for number, note in enumerate(holder, 1):
        note.set("id", f"note-{number}")
        if note.get("value"):
            note.set("value", str(number))
        first = tree.find(f".//a[@href='#note-{number}']")
        for way in note.findall("a[@class='backref']"):
            way.set("href", f"#{first.get('id')}" if first is not None else "#")
