"""Does this text say something about a person that the public must not know: numbers, addresses, names?

What is looked for is found however it is typed: in Thai or other digits, grouped, with invisible characters between.
The value itself never leaves this module: only its sort, its place and a text with it masked.
Source: manual/trust.md §5.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from cop_build.core.findings import Code, Finding, Severity
from cop_build.core.model import Answer, PersonalData, Sort, Text
from cop_build.core.shapes import (
    A_FEW_DIGITS,
    INVISIBLE,
    PATTERNS,
    hospital_numbers,
    is_in_a_sum,
    national_ids,
    plain,
    with_plain_digits,
)

MASK = "•"


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Something about a person.

    Attributes:
        line: In the text, from 1.
        start: Where it begins, in characters of the text; ``end`` is the first behind it.
    """

    line: int
    start: int
    end: int
    sort: Sort


def hits_in(text: str, rules: PersonalData, *, but: Set[Sort] = frozenset()) -> tuple[Hit, ...]:
    """Return what a text says about people, by place. What the community allows is left out.

    Args:
        but: Sorts that need not be looked for.
    """
    plainly = plain(text)
    needed = [pattern for pattern in PATTERNS if pattern.needs.search(plainly)]
    found = {
        (start, end, pattern.sort)
        for pattern in needed
        if _is_asked(pattern.sort, rules) and pattern.sort not in but
        for start, end in pattern.places(plainly)
        if not (_is_allowed(plainly[start:end], pattern.sort, rules) or is_in_a_sum(plainly, start, end))
    }
    for shape in rules.patterns:
        found |= {(match.start(), match.end(), Sort.HOSPITAL_NUMBER) for match in shape.finditer(plainly)}
    if not found:
        return ()
    origin = _origin(text) if len(plainly) != len(text) else None
    ends = [match.start() for match in re.finditer("\n", text)]
    hits = set()
    for start, end, sort in _weightiest(found):
        first, last = (start, end - 1) if origin is None else (origin[start], origin[end - 1])
        hits.add(Hit(bisect_left(ends, first) + 1, first, last + 1, sort))
    return tuple(sorted(hits))


def _is_asked(sort: Sort, rules: PersonalData) -> bool:
    return sort is Sort.NATIONAL_ID or rules.answers[sort] is not Answer.IGNORE


def _weightiest(found: Iterable[tuple[int, int, Sort]]) -> Iterator[tuple[int, int, Sort]]:
    """Yield what is not only a part of something weightier: a telephone number inside a national ID.

    A hostile text holds a hundred thousand of them: each is compared with its neighbours only.
    """
    taken: list[tuple[int, int]] = []  # sorted, and apart from each other
    for sort in Sort:  # the weightiest first
        places = sorted((start, end) for start, end, other in found if other is sort)
        starts = [start for start, _ in taken]
        for start, end in places:
            before = bisect_left(starts, end) - 1
            if before < 0 or taken[before][1] <= start:
                yield start, end, sort
        taken = _joined([*taken, *places])


def _joined(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


_LIGHT = frozenset({Sort.PHONE, Sort.EMAIL, Sort.LINE, Sort.NAME})
_PIECE, _OVERLAP = 1 << 16, 400  # characters; what is looked for is shorter than the overlap


def sorts_in(text: str, rules: PersonalData) -> frozenset[Sort]:
    """Return the sorts that a text of any length holds, in a time and space that many of one sort do not add to."""
    found: set[Sort] = set()
    for start in range(0, max(1, len(text)), _PIECE):
        begin = max(0, start - _OVERLAP)
        begin = max(begin, text.find("\n", begin, start))  # what is cut in two may look like something else
        found |= {hit.sort for hit in hits_in(text[begin : start + _PIECE], rules, but=found & _LIGHT)}
    return frozenset(found)


def hits_only_in(shown: str, raw: str, rules: PersonalData) -> frozenset[Sort]:
    """Return what a rendered text says about people that its source does not say: numbers split by markup."""
    hits = hits_in(shown, rules)
    known = {allowed_form(raw[hit.start : hit.end]) for hit in hits_in(raw, rules)} if hits else frozenset[str]()
    return frozenset(hit.sort for hit in hits if allowed_form(shown[hit.start : hit.end]) not in known)


def personal_findings(text: str, rules: PersonalData, *, path: str, first_line: int = 1) -> Iterator[Finding]:
    """Yield a finding for each thing about a person in a text. Args: first_line: 0 if lines mean nothing there."""
    for hit in hits_in(text, rules):
        yield disclosure(hit.sort, rules, path=path, line=first_line + hit.line - 1 if first_line else 0)


def disclosure(sort: Sort, rules: PersonalData, *, path: str, line: int, where: str = "") -> Finding:
    """Return the finding for something about a person."""
    code, said = SAID[sort]
    place = f" ({where})" if where else ""
    is_error = sort is Sort.NATIONAL_ID or rules.answers[sort] is Answer.REFUSE
    severity = Severity.ERROR if is_error else Severity.WARNING
    return Finding(path, line, code, Text(th=f"{said.th}{place}", en=f"{said.en}{place}"), severity)


SAID: Mapping[Sort, tuple[Code, Text]] = {
    Sort.NATIONAL_ID: (Code("COP801"), Text(th="มีเลขประจำตัวประชาชน", en="there is a national ID number")),
    Sort.HOSPITAL_NUMBER: (Code("COP802"), Text(th="มีเลขผู้ป่วย (HN, AN)", en="there is a patient's number (HN, AN)")),
    Sort.PHONE: (Code("COP803"), Text(th="มีหมายเลขโทรศัพท์", en="there is a telephone number")),
    Sort.EMAIL: (Code("COP804"), Text(th="มีที่อยู่อีเมล", en="there is an e-mail address")),
    Sort.LINE: (Code("COP805"), Text(th="มีไอดีไลน์", en="there is a LINE id")),
    Sort.NAME: (Code("COP806"), Text(th="อาจมีชื่อบุคคลจริง", en="this may be a real person's name")),
}


def masked(text: str, rules: PersonalData) -> str:
    """Return a text in which what it says about people is hidden, letter by letter; names stay."""
    hits = hits_in(text, rules)
    if not hits:
        return text
    shown = list(text)
    for hit in hits:
        if hit.sort is not Sort.NAME:
            shown[hit.start : hit.end] = MASK * (hit.end - hit.start)
    return "".join(shown)


def spoken(text: str) -> str:
    """Return a line of output without the numbers that must never be printed, whoever typed them where."""
    if not A_FEW_DIGITS.search(plainly := with_plain_digits(text)):
        return text
    places = [
        *hospital_numbers(plainly),
        *(place for place in national_ids(plainly) if not is_in_a_sum(plainly, *place)),
    ]
    shown = list(text)
    for start, end in places:
        shown[start:end] = MASK * (end - start)
    return "".join(shown)


def _origin(text: str) -> Sequence[int]:
    """Return for each character that is left of a text where it stood."""
    return [place for place, character in enumerate(text) if not INVISIBLE.match(character)]


def _is_allowed(found: str, sort: Sort, rules: PersonalData) -> bool:
    return any(allowed in rules.allowed for allowed in _names_of(found, sort))


def _names_of(found: str, sort: Sort) -> Iterator[str]:
    """Yield the forms under which a value can stand on the list of what is allowed."""
    folded = found.casefold().replace("\uff20", "@")
    if sort is Sort.EMAIL:
        yield folded
        yield "@" + folded.partition("@")[2]
    elif sort is Sort.LINE:
        name = re.split(r"[\s:=@~/\uff1a]", folded)[-1]
        yield from (name, f"@{name}")
    else:
        yield allowed_form(found)


def allowed_form(text: str) -> str:
    """Return how a value of the list of what is allowed is compared: numbers by their digits, others folded."""
    plainly = plain(text)
    digits = re.sub(r"[^0-9]", "", plainly)
    if len(digits) >= 4 and not re.search(r"[^\W\d_]", plainly):
        return "0" + digits[2:].removeprefix("0") if plainly.lstrip().startswith("+66") else digits
    return plainly.casefold().strip()
