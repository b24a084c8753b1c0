"""The words that a desk's own records make known."""

from __future__ import annotations

from briefgen.content.content import Content
from briefgen.language.person_names import CALENDAR, OPENERS, TITLES, keys


def vocabulary(content: Content) -> frozenset[str]:
    """Keys of the words of parties, offices, officials, glossary and publishers, and of the calendar."""
    texts = [party.name for party in content.desk.parties]
    texts += [text for term in content.terms.values() for text in (term.record.abbreviation, term.record.expansion)]
    sources = [entry.record for entry in content.sources.values()]
    texts += [text for s in sources for text in (s.publisher, s.short or "", s.headline or "")]
    for official in (entry.record for entry in content.officials.values()):
        texts += [official.name or "", *official.aliases, *(text for post in official.posts for text in (post.organisation, post.title))]
    return frozenset(word for text in texts for word in keys(text)) | TITLES | CALENDAR | OPENERS
