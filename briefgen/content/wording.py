"""The words a reader sees for the values that editors choose from."""

from __future__ import annotations

SAYS = {
    "official-statement": "official statement",
    "named-official": "named official",
    "unnamed-officials": "unnamed officials",
    "unnamed-sources": "sources not named",
    "familiar-sources": "sources said to be familiar with the matter",
    "observers": "observers or analysts",
    "media": "media report",
    "document": "document",
}
"""Attribution class → the words a reader sees."""
STATUSES = {
    "occurred": "happened, as reported",
    "planned": "decided or scheduled, not yet done when reported",
    "expected": "thought likely by the source, not yet done when reported",
    "proposed": "put forward, not decided when reported",
}
RESULTS = {
    "happened": "It happened.",
    "did-not-happen": "It did not happen.",
    "changed": "It happened in another form.",
    "not-in-sources": "The sources do not say what became of it.",
}
STATES = {
    "raised": "open",
    "discussed": "under discussion",
    "narrowed": "narrowed",
    "agreed": "agreed in part or whole",
    "deferred": "deferred",
    "closed": "closed",
}
"""Last move on an issue → its state in words."""
