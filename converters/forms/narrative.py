"""What the text around the tables says: title, body, year, period, contact, signature."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec import Struct

from ..model.scripts import SMALL_DIGIT
from .schema import DocumentPatterns, Form, Language
from .tokens import Token

TITLE_LINES = 12
"""Lines at the start among which a title is looked for."""
SIGNATURE_LINES = 4
"""Lines at the end among which a signature is looked for."""


class Period(Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """First and last day as ISO 8601, None where the source does not give one."""

    start: str | None = None
    end: str | None = None


class ContactFacts(Struct, frozen=True):
    """How to reach the body, as printed."""

    address: str | None = None
    postcode: str | None = None
    phone: str | None = None
    fax: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in half-width characters without white space, with the way back to the source."""

    text: str
    source: str
    at: tuple[int, ...]
    """For each character its index in the source."""

    def original(self, start: int, end: int) -> str:
        """The source's text of a range."""
        return self.source[self.at[start] : self.at[end - 1] + 1] if end > start else ""


@lru_cache(maxsize=1024)
def fold(text: str) -> Folded:
    """`text` as the patterns of a form see it."""
    chars: list[str] = []
    at: list[int] = []
    for index, char in enumerate(text):
        if char.isspace() or char in "\u200b\ufeff":
            continue
        if SMALL_DIGIT.match(char):
            if chars and chars[-1].isdecimal():
                continue  # the mark of a note
            chars.append(char)
        else:
            narrow = unicodedata.normalize("NFKC", char)
            chars.append(narrow if len(narrow) == 1 else char)
        at.append(index)
    return Folded("".join(chars), text, tuple(at))


@dataclass(slots=True)
class Narrative:
    """The running text of a document, and what was found in it."""

    lines: list[str]
    """Texts outside the tables in order, section headings left out."""
    preamble: list[str]
    """Those before the first section."""
    title: str | None = None
    organisation: str | None = None
    short_name: str | None = None
    names: tuple[tuple[str, str], ...] = ()
    """Every name found, with where: title, signature, text."""
    spam: str | None = None
    """The advertising found in a name."""
    year: int | None = None
    years: tuple[tuple[str, int], ...] = ()
    """Every year that the report gives itself, with where: title, text, period."""
    period: Period = field(default_factory=Period)
    contact: ContactFacts = field(default_factory=ContactFacts)
    signed: str | None = None
    """Date under the report, ISO 8601."""


def read_narrative(
    lines: list[Token], headings: set[int], form: Form, *, page_title: str | None = None
) -> Narrative:
    """What the tokens outside the tables say; `headings` holds `id` of section headings."""
    texts = [token.text for token in lines if id(token) not in headings]
    first = next((i for i, token in enumerate(lines) if id(token) in headings), len(lines))
    found = Narrative(texts, [token.text for token in lines[:first]])
    reader = _Reader(found, form)
    reader.read(page_title)
    return found


class _Reader:
    def __init__(self, found: Narrative, form: Form) -> None:
        self.found = found
        self.patterns: DocumentPatterns = form.document
        self.language = form.language
        self.names: list[tuple[str, str]] = []
        self.years: list[tuple[str, int]] = []

    def read(self, page_title: str | None) -> None:
        self._title(page_title)
        self._signature()
        self._names_in_text()
        self._period()
        self._contact()
        self._years_in_text()
        self._choose_names()
        self._choose_year()

    def _title(self, page_title: str | None) -> None:
        head = self.found.preamble[:TITLE_LINES]
        for index, line in enumerate(head):
            folded = fold(line)
            tail = _full(self.patterns.title_tail, folded.text)
            if tail is not None:
                above = head[index - 1].strip() if index else ""
                name = _spaced(above) if len(above) < 80 else ""
                self._take_title((above if name else "") + line.strip(), name, tail["year"])
                return
            match = _full(self.patterns.title, folded.text)
            if match is not None and len(folded.text) < 120:
                self._take_title(line.strip(), _name(folded, match), match["year"])
                return
        if page_title:
            folded = fold(page_title)
            match = _search(self.patterns.title, folded.text)
            if match is not None:
                self._take_title(page_title.strip(), _name(folded, match), match["year"])

    def _take_title(self, title: str, name: str, year: str) -> None:
        clean = self._cleaned(name)
        self.found.title = title
        if clean != name:
            cleaned = self._cleaned(title)
            self.found.title = cleaned
        if clean:
            self.names.append(("title", clean))
        self.years.append(("title", int(year)))

    def _cleaned(self, name: str) -> str:
        """A name without advertising, which is noted."""
        clean, spam = without_spam(name, self.language)
        if spam:
            self.found.spam = self.found.spam or spam
        return clean

    def _signature(self) -> None:
        if self.patterns.signature_date is None:
            return
        tail = self.found.lines[-SIGNATURE_LINES:]
        for index, line in enumerate(tail):
            match = re.fullmatch(self.patterns.signature_date, fold(line).text)
            if match is None:
                continue
            self.found.signed = _iso(match["year"], match["month"], match["day"])
            name = _spaced(tail[index - 1]) if index else ""
            if 3 <= len(name) <= 40 and self._is_name(name):
                self.names.append(("signature", self._cleaned(name)))

    def _is_name(self, name: str) -> bool:
        endings = self.language.body_endings
        return not endings or any(name.endswith(ending) for ending in endings)

    def _names_in_text(self) -> None:
        refused = self.patterns.not_organisation
        for pattern in self.patterns.organisation:
            found: Counter[str] = Counter()
            for line in self.found.lines:
                folded = fold(line)
                for match in re.finditer(pattern, folded.text):
                    name = _name(folded, match)
                    if not (refused and re.search(refused, name)):
                        found[name] += 1
            if found:
                best = max(found, key=lambda name: (found[name], len(name)))
                longer = [name for name in found if name.endswith(best)]
                self.names.append(("text", self._cleaned(max(longer, key=len))))

    def _choose_names(self) -> None:
        names = [(where, name) for where, name in self.names if name]
        self.found.names = tuple(dict.fromkeys(names))
        if not names:
            return
        ranked = sorted(names, key=lambda pair: ("title", "signature", "text").index(pair[0]))
        self.found.organisation = ranked[0][1]
        shorter = [
            name for _, name in names if name != ranked[0][1] and _abbreviates(name, ranked[0][1])
        ]
        self.found.short_name = min(shorter, key=len, default=None)

    def _period(self) -> None:
        for pattern in self.patterns.period:
            for line in [*self.found.preamble, *self.found.lines]:
                match = re.search(pattern, fold(line).text)
                if match is not None:
                    self.found.period = _period(match.groupdict())
                    return

    def _contact(self) -> None:
        source = self.found.preamble + self.found.lines
        contact = self.patterns.contact
        self.found.contact = ContactFacts(
            address=_first_value(contact.address, source),
            postcode=_first_value(contact.postcode, source),
            phone=_first_value(contact.phone, source),
            fax=_first_value(contact.fax, source),
            email=_first_value(contact.email, source),
        )

    def _years_in_text(self) -> None:
        for pattern in self.patterns.stated_year:
            for line in self.found.lines:
                for match in re.finditer(pattern, fold(line).text):
                    self.years.append(("text", int(match["year"])))
        for day in (self.found.period.start, self.found.period.end):
            if day is not None:
                self.years.append(("period", int(day[:4])))

    def _choose_year(self) -> None:
        self.found.years = tuple(dict.fromkeys(self.years))
        for where in ("title", "period", "text"):
            years = [year for place, year in self.years if place == where]
            if years:
                self.found.year = Counter(years).most_common(1)[0][0]
                return
        counts: Counter[int] = Counter()
        for pattern in self.patterns.year:
            for line in self.found.lines:
                counts.update(int(m["year"]) for m in re.finditer(pattern, fold(line).text))
        if counts:
            self.found.year = counts.most_common(1)[0][0]


def without_spam(name: str, language: Language) -> tuple[str, str | None]:
    """A name without the advertising that overwrote part of it, and the advertising."""
    spam = language.spam
    if spam is None or not re.search(spam.certain, name):
        return name, None
    removed: list[str] = []

    def drop(match: re.Match[str]) -> str:
        if re.search(spam.certain, match[0]):
            removed.append(match[0])
            return ""
        return match[0]

    clean = re.sub(spam.run, drop, name)
    return (clean, "".join(removed)) if removed else (name, None)


def _name(folded: Folded, match: re.Match[str]) -> str:
    return _spaced(folded.original(match.start("organisation"), match.end("organisation")))


def _spaced(name: str) -> str:
    """A name with white space only between words of a script that has spaces."""
    return re.sub(r"\s+(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s+", "", " ".join(name.split()))


def _full(patterns: Iterable[str], text: str) -> re.Match[str] | None:
    return next((m for pattern in patterns if (m := re.fullmatch(pattern, text))), None)


def _search(patterns: Iterable[str], text: str) -> re.Match[str] | None:
    return next((m for pattern in patterns if (m := re.search(pattern, text))), None)


def _first_value(patterns: Iterable[str], lines: Iterable[str]) -> str | None:
    for line in lines:
        folded = fold(line)
        for pattern in patterns:
            match = re.search(pattern, folded.text, re.IGNORECASE)
            if match is not None:
                return folded.original(match.start("value"), match.end("value")).strip()
    return None


def _period(groups: dict[str, str | None]) -> Period:
    def day(side: str, year: str | None) -> str | None:
        month, number = groups.get(f"{side}_month"), groups.get(f"{side}_day")
        return _iso(year, month, number) if year and month and number else None

    first = groups.get("from_year")
    return Period(day("from", first), day("to", groups.get("to_year") or first))


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _abbreviates(short: str, full: str) -> bool:
    """Whether the characters of a name occur in another in the same order."""
    rest = iter(full)
    return len(short) < len(full) and all(char in rest for char in short)
