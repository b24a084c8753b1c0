"""check, issues: every open issue is raised, and moves as issues can."""

from __future__ import annotations

from briefgen.checks.rule import Problems
from briefgen.content.content import Content
from briefgen.content.model.issue import MOVES, Issue


def issue_never_raised(content: Content) -> Problems:
    """Every open issue has an update in some development."""
    for entry in content.every(Issue):
        if entry.record.id not in content.updates:
            yield entry.problem(
                "issue-never-raised",
                f"No development has an update to “{entry.record.title}”.",
                ("id",),
                "Add updates: to a development, or delete the issue.",
            )


def update_goes_backwards(content: Content) -> Problems:
    """Updates to an issue, in the order of their dates, follow the table of moves."""
    for updates in content.updates.values():
        state: str | None = None
        for entry, path, update in updates:
            if update.move not in MOVES[state]:
                before = f"after “{state}”" if state else "as the first update"
                yield entry.problem(
                    "update-goes-backwards",
                    f"“{update.move}” cannot stand {before} on “{update.issue}”.",
                    (*path, "move"),
                    f"Allowed here: {', '.join(sorted(MOVES[state]))}.",
                )
            state = update.move
