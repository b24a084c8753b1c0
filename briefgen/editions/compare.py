"""compare: what one telling of a pack has that another has not: things new, changed, moved and gone, and what follows from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from briefgen.editions.telling import Node, State, Telling
from briefgen.language.words import Words, tokens, word_changes


def changed_places(difference: Difference) -> set[str]:
    """The ids of what is new or changed, records and all that they hold."""
    return {change.id for change in difference.changes if change.what in {"new", "changed"}}


def is_changed(place: str, changed: set[str]) -> bool:
    """Whether what has this id was changed, or stands in a record that is new."""
    return place in changed or "/".join(place.split("/")[:2]) in changed


What = Literal["new", "changed", "moved", "gone"]
LIKE = 0.5
"""Two sentences of one list that share this much are one sentence that was changed."""


@dataclass(frozen=True)
class Change:
    """A difference. id: of the newer node, of the older where it is gone; where: the title of the record that it belongs to.

    words: the text word by word, where it changed; facts: field → its value before and after, "" where it has none.
    """

    what: What
    id: str
    kind: str
    where: str
    before: str = ""
    after: str = ""
    words: Words = ()
    facts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Shift:
    """An issue whose state, or an official whose office, is another. before, after: None where there was or is none."""

    id: str
    name: str
    before: State | None
    after: State | None


@dataclass(frozen=True)
class Difference:
    """All that differs between two tellings of a pack."""

    old: Telling
    new: Telling
    changes: tuple[Change, ...]
    issues: tuple[Shift, ...]
    officials: tuple[Shift, ...]

    def __bool__(self) -> bool:
        return bool(self.changes or self.issues or self.officials)

    def of(self, *kinds: str) -> list[Change]:
        """The changes of these kinds of things."""
        return [change for change in self.changes if change.kind in kinds]


def compare(old: Telling, new: Telling) -> Difference:
    """What differs between two tellings. What a record that is new or gone as a whole holds is not listed one by one."""
    titles = {node.id: node.title for node in (*old.nodes, *new.nodes)}
    before, after = _whole(old.nodes, new.nodes), _whole(new.nodes, old.nodes)
    changes = [change for group in _groups(before, after) for change in _compared(*group, titles)]
    order = {node.id: number for number, node in enumerate((*new.nodes, *old.nodes))}
    changes.sort(key=lambda change: order[change.id])
    return Difference(old, new, tuple(changes), tuple(_shifts(old.issues, new.issues)), tuple(_shifts(old.officials, new.officials)))


def _whole(nodes: Iterable[Node], others: Iterable[Node]) -> list[Node]:
    """The nodes, less those inside a record that the other telling lacks."""
    tops = {node.top for node in others}
    return [node for node in nodes if node.top in tops or node.id == node.top]


def _groups(before: Sequence[Node], after: Sequence[Node]) -> Iterator[tuple[list[Node], list[Node]]]:
    """Nodes that may be the same: by their id, or all members of a list whose members are only counted."""
    found: dict[str, tuple[list[Node], list[Node]]] = defaultdict(lambda: ([], []))
    for side, nodes in enumerate((before, after)):
        for node in nodes:
            parent, _, last = node.id.rpartition("/")
            found[parent if last.isdigit() else node.id][side].append(node)
    yield from found.values()


def _compared(before: list[Node], after: list[Node], titles: dict[str, str]) -> Iterator[Change]:
    pairs = _pairs(before, after)
    kept = [a for a, b in pairs if a and b]
    steady = _steady([after.index(b) for a, b in pairs if a and b])
    for one, other in pairs:
        node = other or one
        assert node is not None
        where = titles.get(node.top, "")
        if one is None:
            yield Change("new", node.id, node.kind, where, after=_shown(node))
        elif other is None:
            yield Change("gone", node.id, node.kind, where, before=_shown(node))
        elif one.sha256 != other.sha256:
            yield _changed(one, other, where)
        elif kept.index(one) not in steady:
            yield Change("moved", node.id, node.kind, where, before=_shown(one), after=_shown(other))


def _pairs(before: list[Node], after: list[Node]) -> list[tuple[Node | None, Node | None]]:
    """Each node with its other self: equal ones first, then the likest; None where there is none. In the order of `before`."""
    partner: dict[int, int] = {}
    if before and after and not before[0].id.rpartition("/")[2].isdigit():
        return [(before[0], after[0])]
    free = defaultdict(list)
    for number, node in enumerate(after):
        free[node.sha256].append(number)
    for number, node in enumerate(before):
        if free[node.sha256]:
            partner[number] = free[node.sha256].pop(0)
    rest = [(number, node) for number, node in enumerate(before) if number not in partner]
    left = [(number, node) for number, node in enumerate(after) if number not in partner.values()]
    likeness = sorted(((-_like(a, b), i, j) for i, a in rest for j, b in left), key=lambda item: item[0])
    for unlike, i, j in likeness:
        if -unlike >= LIKE and i not in partner and j not in partner.values():
            partner[i] = j
    taken = set(partner.values())
    pairs: list[tuple[Node | None, Node | None]] = [(node, after[partner[i]] if i in partner else None) for i, node in enumerate(before)]
    return pairs + [(None, node) for j, node in enumerate(after) if j not in taken]


def _like(one: Node, other: Node) -> float:
    """How alike two nodes are, 0 to 1: by their words, or by their fields where they have no sentence or keep it."""
    if one.text and one.text == other.text:
        return 1.0
    matcher = SequenceMatcher(None, tokens(_shown(one)), tokens(_shown(other)), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LIKE else 0.0


def _steady(places: Sequence[int]) -> set[int]:
    """The indexes of the longest run of places that rise: what has kept its order."""
    runs: list[list[int]] = []
    for index, place in enumerate(places):
        before = [run for run in runs if places[run[-1]] < place]
        runs.append([*_longest(before), index])
    return set(_longest(runs))


def _longest(runs: list[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run), default=[])


def _changed(one: Node, other: Node, where: str) -> Change:
    names = dict.fromkeys((*one.facts, *other.facts))
    facts = tuple((n, one.facts.get(n, ""), other.facts.get(n, "")) for n in names if one.facts.get(n) != other.facts.get(n))
    words = word_changes(one.text, other.text) if one.text != other.text else ()
    return Change("changed", other.id, other.kind, where, _shown(one), _shown(other), words, facts)


def _shown(node: Node) -> str:
    """What a node is known by: its sentence, else its title or its fields."""
    facts = node.facts
    return node.text or node.title or facts.get("role") or facts.get("note") or "; ".join(facts.values())


def _shifts(before: dict[str, State], after: dict[str, State]) -> Iterator[Shift]:
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        if one is None or other is None or one.value != other.value:
            yield Shift(name, (other or one).name if (other or one) else name, one, other)  # type: ignore[union-attr]
