"""An issue of the forge, or the text of one of its forms → what somebody asks or proposes, in parts.

Nothing of it is believed but which account opened it, and that only where the forge's own answer says so. The headings
are the labels of ``pages/templates/forge``. The texts are as strangers wrote them: `core/strangers` cleans them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from cop_build.core.model import Community, Person, TopicId
from cop_build.core.parse.answers import Answer, Id, User, not_understood, read, read_json

MAX_BYTES = 512 * 2**10
LABELS: Mapping[str, str] = {
    "question": "คำถาม · Question",
    "tried": "ได้ลองทำอะไรแล้ว · What has been tried?",
    "topic": "เรื่อง · Topic",
    "story": "เกิดอะไรขึ้น และอยากรู้อะไร · What happened, and what would you like to know?",
    "field": "หัวข้อที่เกี่ยวข้อง · Field",
    "part": "ส่วนที่ช่วยได้ · What you would do",
}
_HEADING = re.compile(r"###[ \t]+(.*)")
_TICKED = re.compile(r"[-*] \[[xX]\] (.*)")
_NOTHING = "_No response_"
_BEGINNING = re.compile(r"(?:ถาม|หัวข้อ|question|topic)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Issue:
    """What an issue says.

    Attributes:
        title: Without the form's own beginning; empty where none was read.
        parts: Texts by the form's field, as in ``LABELS``; what stands under no known heading has the name "".
        number: On the forge.
        account: The forge's number of the account that opened it.
    """

    title: str
    parts: Mapping[str, str] = field(default_factory=dict)
    number: int | None = None
    account: int | None = None

    @property
    def offers(self) -> Sequence[str]:
        """Return what was ticked off in the list of parts that one would play."""
        return [match[1] for line in self.parts.get("part", "").split("\n") if (match := _TICKED.fullmatch(line))]


class _Issue(Answer):
    number: Id | None = None
    title: Annotated[str, Field(max_length=1000)] = ""
    body: Annotated[str, Field(max_length=MAX_BYTES)] | None = None
    user: User | None = None


class _Event(Answer):
    issue: _Issue


def read_issue(data: bytes) -> Issue:
    """Return what an issue says: the forge's JSON (a webhook's event, REST, ``gh issue view --json``) or a body's text.

    Raises: Unable, for JSON that is no issue, for what is no text or an empty one, and for more than ``MAX_BYTES``.
    """
    if len(data) > MAX_BYTES:
        raise not_understood(f"more than {MAX_BYTES >> 10} KiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise not_understood("no UTF-8") from None
    if not text.strip():
        raise not_understood("no text")
    if not text.lstrip().startswith("{"):
        return Issue("", _parts(text))
    value = read_json(text.encode())
    is_event = isinstance(value, dict) and "issue" in value
    said = read(_Event, value).issue if is_event else read(_Issue, value)
    if said.body is None and not said.title:
        raise not_understood("no issue")
    account = said.user.id if said.user else None
    return Issue(_BEGINNING.sub("", said.title.strip(), count=1), _parts(said.body or ""), said.number, account)


def topics_named(text: str, community: Community) -> tuple[TopicId, ...]:
    """Return the topics of the registry whose titles a form's text holds, in the registry's order.

    A title that is a part of another one counts only where it stands apart from it.
    """
    titles = {f"{topic.title.th} · {topic.title.en}": topic.id for topic in community.topics.values()}
    found: set[TopicId] = set()
    for title in sorted(titles, key=len, reverse=True):
        if title in text:
            found.add(titles[title])
            text = text.replace(title, "")
    return tuple(topic for topic in community.topics if topic in found)


def person_of(account: int | None, people: Sequence[Person]) -> Person | None:
    """Return whose account this is by the registry; nobody's is nobody's."""
    return next((person for person in people if account is not None and person.github == account), None)


def _parts(body: str) -> Mapping[str, str]:
    """Return the texts of a form by their field.

    Where a label stands whole, a heading in one language only is the text of whoever wrote it; so is one that stands
    twice.
    """
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    headings = [match[1].rstrip(" \t") if (match := _HEADING.fullmatch(line)) else "" for line in lines]
    fields = _WHOLE if _WHOLE.keys() & set(headings) else _HALVES
    parts: dict[str, list[str]] = {}
    now = ""
    for line, heading in zip(lines, headings, strict=True):
        name = fields.get(heading)
        if name is not None and name not in parts:
            now = name
            parts[now] = []
        else:
            parts.setdefault(now, []).append(line)
    texts = {name: "\n".join(lines).strip() for name, lines in parts.items()}
    return {name: text for name, text in texts.items() if text and text != _NOTHING}


_WHOLE: Mapping[str, str] = {label: name for name, label in LABELS.items()}
_HALVES: Mapping[str, str] = {half: name for name, label in LABELS.items() for half in label.split(" · ")}
