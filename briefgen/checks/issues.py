"""check, issues: every open issue is raised, and moves as issues can."""

from __future__ import annotations

from briefgen.checks.rule import Problems
from briefgen.content.content import Content
from briefgen.content.model.issue import MOVES, Issue


def issue_never_raised(content: Content) -> Problems:
    """Every open issue is moved by some fact."""
    for entry in content.every(Issue):
        if entry.record.id not in content.updates:
            yield entry.problem(
                "issue-never-raised",
                f"No fact moves “{entry.record.title}”.",
                ("id",),
                f"Say at the fact that raises it: moves: {{{entry.id}: raised}}; or delete the issue.",
            )


def update_goes_backwards(content: Content) -> Problems:
    """Moves on an issue, in the order of their dates, follow the table of moves."""
    for updates in content.updates.values():
        state: str | None = None
        for update in updates:
            if update.move not in MOVES[state]:
                before = f"after “{state}”" if state else "as the first move"
                told = update.told
                yield told.development.problem(
                    "update-goes-backwards",
                    f"“{update.move}” cannot stand {before} on “{update.issue}”.",
                    (*told.path, "moves", [move.issue for move in told.fact.moves].index(update.issue), "move"),
                    f"Allowed here: {', '.join(sorted(MOVES[state]))}.",
                )
            state = update.move
