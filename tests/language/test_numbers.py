"""Numbers and dates in words and digits; names in either order, with initials, accents and titles; derived values."""

from __future__ import annotations

import pytest

from briefgen.content.model.official import Official
from briefgen.content.model.source import Archive, Source
from briefgen.content.model.statement import Derivation
from briefgen.content.officials import person
from briefgen.evidence.derivations import Cited, faults
from briefgen.language.date_parser import parse
from briefgen.language.folding import fold
from briefgen.language.numbers import numbers_in, printed
from briefgen.language.person_names import Printed

SAME = [
    ("two", "2"),
    ("the 50th anniversary", "the fiftieth anniversary"),
    ("1,000", "a thousand"),
    ("1.5 million", "1,500,000"),
    ("two hundred and six", "206"),
    ("twenty-one", "21"),
    ("２０", "20"),
    ("80 per cent", "eighty percent"),
    ("14 April", "April 14"),
    ("14 April 2005", "2005-04-14"),
    ("Feb. 2", "2 February"),
    ("2021年5月6日", "6 May 2021"),
    ("Two-Plus-Two", "2+2"),
]
APART = [
    ("240", "24"),
    ("1.5", "15"),
    ("1998", "1989"),
    ("May 5", "May 6"),
    ("June", "July"),
    ("third", "two"),
    ("two hundred", "two"),
    ("1,000", "1"),
    ("Tuesday", "Monday"),
]


@pytest.mark.parametrize(("ours", "source"), SAME)
def test_the_same_figure_in_other_words(ours: str, source: str) -> None:
    """What our sentence says is found in the source's way of saying it."""
    found = {figure.key for figure in numbers_in(f"{ours}.")}
    assert found
    assert found <= printed(f"It was {source}, they said.")


@pytest.mark.parametrize(("ours", "source"), APART)
def test_another_figure(ours: str, source: str) -> None:
    """A figure that differs is not found."""
    assert not {figure.key for figure in numbers_in(f"the {ours}.")} <= printed(f"It was the {source}, they said.")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two hundred thousand", [200_000]),
        ("two thousand three hundred and six", [2306]),
        ("three million two hundred thousand", [3_200_000]),
        ("a hundred million", [100_000_000]),
        ("two hundred two hundred", [202, 100]),
        ("hundred hundred", [100, 100]),
        ("two thousand three thousand", [2003, 1000]),
    ],
)
def test_where_a_number_in_words_ends(text: str, values: list[int]) -> None:
    """Scales multiply a smaller one or fall; whatever else follows is the next number."""
    assert [figure.value for figure in numbers_in(text)] == values


@pytest.mark.parametrize("text", ["one of them", "they first met", "the ministers may march", "mayor Second", "none", "someone"])
def test_what_is_no_figure(text: str) -> None:
    """“one”, adverbs and verbs that look like numbers or months ask for nothing."""
    assert numbers_in(text) == []


def official(name: str, family: str, aliases: tuple[str, ...] = (), native: str | None = None) -> Official:
    """An official's record."""
    return Official(id="x", name=name, family_name=family, aliases=aliases, native_name=native, party="p")


NAMED = [
    ("Itsunori Onodera", "Onodera", "Defense Minister Itsunori Onodera said"),
    ("Itsunori Onodera", "Onodera", "Onodera Itsunori said"),
    ("Itsunori Onodera", "Onodera", "Mr. Onodera said"),
    ("Itsunori Onodera", "Onodera", "ONODERA Itsunori said"),
    ("Kurt M. Campbell", "Campbell", "Kurt Campbell noted"),
    ("Kurt Campbell", "Campbell", "Kurt M. Campbell noted"),
    ("Kurt M. Campbell", "Campbell", "K. Campbell noted"),
    ("George W. Bush", "Bush", "President Bush's visit"),
    ("George W. Bush", "Bush", "Presidents Bush and Obama"),
    ("Condoleezza Rice", "Rice", "Secretaries Rice and Rumsfeld"),
    ("José Núñez", "Núñez", "Jose Nunez came"),
    ("Obama", "Obama", "Barack Obama came"),
]
UNNAMED = [
    ("Itsunori Onodera", "Onodera", "the defense minister said"),
    ("Yukio Hatoyama", "Hatoyama", "Prime Minister Yuko Hatoyama said"),
    ("Taro Nakayama", "Nakayama", "Miho Nakayama came"),
    ("Kurt M. Campbell", "Campbell", "R. Campbell noted"),
    ("Condoleezza Rice", "Rice", "the price of rice rose"),
    ("Yoshinori Ono", "Ono", "Onodera said"),
]


@pytest.mark.parametrize(("name", "family", "text"), NAMED)
def test_a_name_that_a_source_prints(name: str, family: str, text: str) -> None:
    """Order, initials, accents, capitals and titles are handled."""
    who = person(official(name, family))
    assert who is not None
    assert Printed([text], frozenset()).prints(who)


@pytest.mark.parametrize(("name", "family", "text"), UNNAMED)
def test_a_name_that_a_source_does_not_print(name: str, family: str, text: str) -> None:
    """Another given name, another initial, a common word and a longer name are not this person."""
    who = person(official(name, family))
    assert who is not None
    assert not Printed([text], frozenset()).prints(who)


def test_aliases_and_native_names_count() -> None:
    """A recorded variant, or the name in its own script, is the person."""
    who = person(official("Yukio Hatoyama", "Hatoyama", ("Yuko Hatoyama",), "鳩山由紀夫"))
    assert who is not None
    assert Printed(["Prime Minister Yuko Hatoyama said"], frozenset()).prints(who)
    assert Printed(["首相の鳩山由紀夫氏は"], frozenset()).prints(who)


def source(published: str) -> Source:
    """A source of that day."""
    archive = Archive(file="a.txt", sha256="0" * 64, body="1")
    return Source(id="a", publisher="A", published=parse(published), medium="other", language="en", descriptor="A text.", archive=archive)


DERIVED = [
    ("Sunday 28 July 2024", "the Sunday before the report of Monday 29 July 2024", "in Tokyo on Sunday", "2024-07-29", True),
    ("27 July 2024", "the Sunday before the report", "in Tokyo on Sunday", "2024-07-29", False),
    ("21 July 2024", "two Sundays before", "in Tokyo on Sunday", "2024-07-29", False),
    ("28 July 2024", "the Sunday before the report of Tuesday 29 July 2024", "in Tokyo on Sunday", "2024-07-29", False),
    ("December 2012", "“last December”, in a text of January 2013", "the talks last December", "2013-01-10", True),
    ("December 2011", "“last December”, in a text of January 2013", "the talks last December", "2013-01-10", False),
    ("December 2012", "“last November”, in a text of January 2013", "the talks last December", "2013-01-10", False),
    ("October 2004", "“in October”, in a report of 14 April 2005", "recommended in October that", "2005-04-14", True),
    ("October 2003", "“in October”, in a report of 14 April 2005", "recommended in October that", "2005-04-14", False),
    ("November 2004", "“in October”, in a report of 14 April 2005", "recommended in October that", "2005-04-14", False),
    ("autumn of 2005", "“this fall”, in a report of 14 April 2005", "declare this fall that", "2005-04-14", True),
    ("autumn of 2006", "“this fall”, in a report of 14 April 2005", "declare this fall that", "2005-04-14", False),
    ("spring of 2005", "“this fall”, in a report of 14 April 2005", "declare this fall that", "2005-04-14", False),
    ("2009", "“last year”, in a report of 2010", "as agreed last year", "2010-02-04", True),
    ("2008", "“last year”, in a report of 2010", "as agreed last year", "2010-02-04", False),
    ("twelve", "four and eight", "four here, eight there", "2010-02-04", True),
]


@pytest.mark.parametrize(("value", "reason", "text", "published", "good"), DERIVED)
def test_derived_values(value: str, reason: str, text: str, published: str, good: bool) -> None:
    """A derivation that can be recognised is followed from the source's words and date; one that cannot is let be."""
    cited = Cited([source(published)], [fold(text)], [fold(text)])
    assert (list(faults(Derivation(value=value, reason=reason), f"It was {value}.", cited)) == []) is good
