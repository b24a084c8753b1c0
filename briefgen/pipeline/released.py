"""A release from end to end: the desk is clean, the pack is built, the edition is frozen and kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from briefgen.content.content import Content
from briefgen.desk.folder import DeskFolder
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, in_order
from briefgen.editions import release, store
from briefgen.evidence.confirming.people import Authors
from briefgen.pipeline.again.retold import read_released
from briefgen.pipeline.build import build
from briefgen.pipeline.confirmed import unconfirmed
from briefgen.pipeline.order import FORMATS
from briefgen.pipeline.verified import verified_by_archive

REFUSED = {"error", "warning"}
"""What no edition is released with."""


class Released(NamedTuple):
    """An edition as planned, the file that keeps it, and what is told of it though nothing keeps it from being released."""

    plan: release.Plan
    file: Path
    notes: Sequence[Diagnostic]


def release_pack(
    desk: DeskFolder, content: Content, problems: Sequence[Diagnostic], pack: str, note: str, day: date, *, correction: bool
) -> Released:
    """The edition, kept. problems: those found when the desk was read.

    Raises ContentError, and keeps nothing, for a desk with any problem: in its records, its evidence or its products.
    """
    notes = _refuse_problems(content, problems, pack, desk.root)
    entry = content.packs[pack]
    plan = release.plan(content, entry, desk.root, note, day, correction)
    verified = verified_by_archive(plan.content, desk.root)
    released = store.versions(desk.root, pack)
    earlier = {pack: read_released(desk.root, pack, released[-1])} if released else {}
    built = build(plan.content, [pack], FORMATS, desk.templates, verified=verified, earlier=earlier)
    faults = [problem for item in built for problem in item.product.problems if problem.severity in REFUSED]
    if faults:
        raise ContentError(faults)
    edition = release.freeze(plan, desk, {item.name: item.product.data for item in built}, verified.looked)
    return Released(plan, release.keep(edition, plan, desk.root), notes)


def _refuse_problems(content: Content, problems: Sequence[Diagnostic], pack: str, root: Path) -> list[Diagnostic]:
    """What is told of the confirmations that the desk demands. Raises ContentError for what no edition is released with."""
    found = [problem for problem in problems if problem.code != "edition-not-released"]
    verified = verified_by_archive(content, root)
    released = store.versions(root, pack)
    earlier = read_released(root, pack, released[-1]) if released else None
    unread = unconfirmed(content, pack, verified, Authors(root), earlier)
    found = in_order([*found, *(verified.problems if verified.looked else ()), *unread])
    if any(problem.severity in REFUSED for problem in found):
        raise ContentError(found)
    return unread
