"""migrate: the records of a desk in the old form become records in the new one. Positions go from issues to facts of developments, so that
all records are looked at together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from briefgen.content.reading.read import Data, Document, Path
from briefgen.content.validate import kind_of
from briefgen.desk.migration.citing import Fields, cites_of, listed, short_cites
from briefgen.desk.migration.drafts import Draft, Place
from briefgen.desk.migration.form import Doubt, Written, write
from briefgen.desk.migration.old_form import misshapen
from briefgen.desk.migration.plan import Plan, marked, plan_of
from briefgen.desk.migration.sentences import Names, resting
from briefgen.language.grammar.our_sentences import our_sentences
from briefgen.language.lexicon.lexicon import load

_GONE = frozenset({"events", "officials", "updates"})
_WHEN = ("id", "title", "date", "wording", "date_note", "place")
"""Fields of a development behind which stands who speaks of it."""
_SHOWN = 60


@dataclass
class Migrated:
    """A file in the new form. data: all of it; doubts: what an editor should decide, by the path in the new form; origins: path of a
    fact or paragraph → the parts of the old form that it was made from."""

    data: Data
    doubts: list[Doubt] = field(default_factory=list)
    origins: dict[Path, list[Place]] = field(default_factory=dict)


class _Old(NamedTuple):
    """A record as it was read. kind: of record; at: where it stands."""

    kind: str
    at: Place
    data: Fields


def migrate(documents: Mapping[str, Data], *, wholly: bool = False) -> dict[str, Migrated]:
    """The files of a desk that are in the old form, by name, in the new one. What is in the new form is left as it is.

    documents: the data of each file, by the name shown to editors. wholly: nothing stays in the old form, so that the desk can be read:
    positions for which no fact is found are told in the development that is nearest to them.
    """
    olds = list(_records(documents))
    plans = [plan_of(old.data, old.at) for old in olds if old.kind == "development" and is_old(old)]
    if not plans and not any(old.kind == "issue" and is_old(old) for old in olds):
        return {}
    job = _Job(olds, plans, wholly)
    made: dict[str, Migrated] = {}
    for old in olds:
        data = job.made(old, made.setdefault(old.at[0], Migrated(documents[old.at[0]])))
        made[old.at[0]].data = _with(made[old.at[0]].data, old.at[1], data)
    return {name: one for name, one in made.items() if one.data != documents[name] or one.doubts}


def refusals(documents: Iterable[Document]) -> Iterator[tuple[Document, Path, str]]:
    """Where records of the old form are not as that form had them, and how. They cannot be migrated before that is mended."""
    for document in documents:
        for old in _records({document.name: document.data}):
            if is_old(old):
                yield from ((document, (*old.at[1], *path), how) for path, how in misshapen(old.kind, old.data))


def in_new_form(documents: Iterable[Document]) -> list[Document]:
    """Documents of a desk that may be in the old form, wholly in the new one. What was written anew has its places in the old text.

    Where they are not as that form had them, they are given as they are.
    """
    given = list(documents)
    if any(True for _ in refusals(given)):
        return given
    made = migrate({document.name: document.data for document in given}, wholly=True)
    return [replace(document, data=made[document.name].data) if document.name in made else document for document in given]


def is_old(old: _Old) -> bool:
    """Whether a record is in the old form."""
    if old.kind == "development":
        return "paragraphs" not in old.data and ("summary" in old.data or isinstance(old.data.get("bottom_line"), dict))
    return old.kind == "issue" and "positions" in old.data


def _records(documents: Mapping[str, Data]) -> Iterator[_Old]:
    for name, data in documents.items():
        kind, is_list = kind_of(name) or ("", False)
        for number, record in enumerate(listed(data) if is_list else [data]):
            if isinstance(record, dict):
                yield _Old(kind, (name, (number,) if is_list else ()), record)


def _with(data: Data, path: Path, record: Fields) -> Data:
    """The data of a file with another record at a path."""
    if not path:
        return record
    assert isinstance(data, list)
    return [record if number == path[0] else item for number, item in enumerate(data)]


class _Job:
    """What is known of all records while each is written anew."""

    def __init__(self, olds: list[_Old], plans: list[Plan], wholly: bool) -> None:
        self.plans = {plan.at: plan for plan in plans}
        self.published = {str(old.data.get("id")): old.data.get("published") for old in olds if old.kind == "source"}
        self.unplaced: dict[Place, list[int]] = {}
        self.citing: dict[str, list[Plan]] = {}
        for plan in plans:
            for source in dict.fromkeys(source for draft in plan.drafts for source in sorted(draft.sources)):
                self.citing.setdefault(source, []).append(plan)
        for old in olds:
            if old.kind == "issue":
                self._place_positions(old, wholly)
        drafts = [draft for plan in plans for draft in plan.drafts]
        self.names = Names({draft.id for draft in drafts if draft.id} | set(_ids_of_facts(olds)))
        words = next((old.data.get("words") for old in olds if old.kind == "desk"), None)
        self.lexicon = load(words if isinstance(words, dict) else None)

    def _place_positions(self, old: _Old, wholly: bool) -> None:
        """Hands each position on an issue to the development that tells of it."""
        for number, position in enumerate(listed(old.data.get("positions"))):
            plan = self._plan_for(position, wholly)
            if plan:
                plan.take_position(str(old.data.get("id")), position, (old.at[0], (*old.at[1], "positions", number)))
            elif not wholly:
                self.unplaced.setdefault(old.at, []).append(number)

    def _plan_for(self, position: Fields, wholly: bool) -> Plan | None:
        """The development that tells of a position: by its words, by its date among those on the same source, or none."""
        sources = {str(cite.get("source")) for cite in cites_of(position)}
        same = list(dict.fromkeys(plan for source in sorted(sources) for plan in self.citing.get(source, ())))
        rated = [(plan.near(position), plan) for plan in same]
        near = max(rated, key=lambda pair: pair[0], default=None)
        if near and near[0]:
            return near[1]
        if not same and not wholly:
            return None
        return max(
            same or self.plans.values(), key=lambda plan: (plan.data.get("date") == position.get("date"), plan.cited(sources)), default=None
        )

    def made(self, old: _Old, into: Migrated) -> Fields:
        """A record in the new form; its doubts and origins are noted."""
        if old.at in self.plans:
            return self._development(self.plans[old.at], into)
        if old.kind == "issue":
            return self._issue(old, into)
        if old.kind == "official":
            return _official(old.data)
        return self._pack(old, into) if old.kind == "pack" else old.data

    def _development(self, plan: Plan, into: Migrated) -> Fields:
        base = plan.at[1]
        drafts = list(plan.drafts)
        line = self._line(plan)
        why = [str(text) for text in listed(plan.data.get("why_it_matters"))]
        comments = [self._resting(text, drafts, (*base, "why_it_matters", n), into) for n, text in enumerate([*why, *plan.comments])]
        paragraphs = [([(plan.at[0], (*base, *path))], members) for path, members in plan.paragraphs]
        written = write([*paragraphs, ([], plan.more)], self.published)
        into.origins |= {(*base, *path): places for path, places in written.origins.items()}
        into.doubts += [Doubt((*base, *path), reason) for path, reason in [*plan.doubts, *written.doubts]]
        for number in range(len(why), len(comments)):
            into.doubts.append(Doubt((*base, "why_it_matters", number), "stood among the reported sentences, as a comment"))
        return _assembled(plan.data, written, line, comments)

    def _line(self, plan: Plan) -> str:
        """The bottom line: the id of a fact, or its words with the facts that they rest on."""
        if plan.line:
            return self.names.of(plan.line)
        text = str(plan.data["bottom_line"].get("text"))
        if len(plan.rests) == 1 and plan.rests[0].text == text:
            return self.names.of(plan.rests[0])
        return marked(text, "; ".join(f"#{self.names.of(draft)}" for draft in plan.rests)) if plan.rests else text

    def _issue(self, old: _Old, into: Migrated) -> Fields:
        if "positions" not in old.data:
            return old.data
        left = self.unplaced.get(old.at, [])
        for number in range(len(left)):
            reason = "no development tells of this; say at a fact whose position it tells, as positions:, and delete it here"
            into.doubts.append(Doubt((*old.at[1], "positions", number), reason))
        kept = [position for number, position in enumerate(listed(old.data["positions"])) if number in left]
        return {name: kept if name == "positions" else value for name, value in old.data.items() if name != "positions" or kept}

    def _pack(self, old: _Old, into: Migrated) -> Fields:
        drafts = [draft for plan in self.plans.values() for draft in plan.drafts]
        lines = old.data.get("bottom_line")
        if not isinstance(lines, list):
            return old.data
        changed = [self._resting(str(text), drafts, (*old.at[1], "bottom_line", n), into) for n, text in enumerate(lines)]
        for number, text in enumerate(changed):
            for sentence in our_sentences(text, self.lexicon):
                if not sentence.rests and not sentence.kind:
                    reason = f"name the facts on which “{_shortened(sentence.text)}” rests, as [#id], or end it with [!gap] or [!judgement]"
                    into.doubts.append(Doubt((*old.at[1], "bottom_line", number), reason))
        return {**old.data, "bottom_line": changed}

    def _resting(self, text: str, drafts: list[Draft], path: Path, into: Migrated) -> str:
        new, open_ = resting(text, drafts, self.names.of)
        into.doubts += [Doubt(path, f"several facts stand on {one}; name the one that is meant, as [#id]") for one in open_]
        return new


def _ids_of_facts(olds: Iterable[_Old]) -> Iterator[str]:
    """The ids of facts that are in the new form already."""
    for old in olds:
        paragraphs = listed(old.data.get("paragraphs")) if old.kind == "development" else []
        facts = [fact for paragraph in paragraphs if isinstance(paragraph, dict) for fact in listed(paragraph.get("facts"))]
        yield from (str(fact["id"]) for fact in facts if isinstance(fact, dict) and "id" in fact)


def _assembled(old: Fields, written: Written, line: str, comments: list[str]) -> Fields:
    """A development in the new form, its fields in the order of the old one."""
    data: Fields = {}
    last = [name for name in old if name in _WHEN][-1]
    for name, value in old.items():
        if name == "bottom_line":
            data["bottom_line"] = line
            if "summary" not in old:
                data["paragraphs"] = written.paragraphs
        elif name == "summary":
            data["paragraphs"] = written.paragraphs
        elif name == "why_it_matters":
            data[name] = comments
        elif name not in _GONE:
            data[name] = value
        if name == last:
            data |= {name: value for name, value in (("source", written.source), ("says", written.says)) if value}
    if comments and "why_it_matters" not in data:
        data["why_it_matters"] = comments
    return data


def _official(old: Fields) -> Fields:
    """An official whose posts cite short."""
    posts: Any = old.get("posts")
    if not isinstance(posts, list):
        return old
    return {**old, "posts": [_post(post) if isinstance(post, dict) else post for post in posts]}


def _post(post: Fields) -> Fields:
    cites = cites_of(post)
    return {**post, "cite": short_cites(cites, None)} if cites and len(cites) == len(listed(post.get("cite"))) else post


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
