"""Forms of the registry that speak of people: names, addresses, keys, time in office."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from cop_build.core.model import Key, Person, Role, Text
from cop_build.core.parse.fields import Day, Form, Line, Slug, Topics, as_tuple, refused


class TextForm(Form):
    th: Line
    en: Line

    def value(self) -> Text:
        return Text(self.th, self.en)


def _key(value: object) -> bytes:
    th, en = (
        "ต้องเป็นกุญแจ ssh-ed25519 หรือ sk-ssh-ed25519@openssh.com",
        "must be an ssh-ed25519 or sk-ssh-ed25519@openssh.com key",
    )
    words = value.split() if isinstance(value, str) else []
    if len(words) < 2 or words[0] not in ("ssh-ed25519", "sk-ssh-ed25519@openssh.com"):
        raise refused("COP207", th, en)
    try:
        blob = base64.b64decode(words[1], validate=True)
    except (binascii.Error, ValueError):
        raise refused("COP207", th, en) from None
    name = words[0].encode()
    head = len(name).to_bytes(4, "big") + name + (32).to_bytes(4, "big")
    plain = words[0] == "ssh-ed25519"
    if not blob.startswith(head) or (len(blob) != len(head) + 32 if plain else len(blob) <= len(head) + 32 + 4):
        raise refused("COP207", th, en)
    return blob


def _email(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if text.count("@") != 1 or len(text.split()) != 1 or any(mark in text for mark in "<>,;*\"'()\\"):
        raise refused("COP110", "ต้องเป็นที่อยู่อีเมล", "must be an e-mail address")
    return text.casefold()


def one_of(names: Sequence[str]) -> Callable[[object], str]:
    def chosen(value: object) -> str:
        if not isinstance(value, str) or value not in names:
            raise refused("COP110", f"ต้องเป็น {' '.join(names)}", f"must be one of: {' '.join(names)}")
        return value

    return chosen


class KeyForm(Form):
    key: Annotated[bytes, BeforeValidator(_key)]
    retired: bool = False
    compromised: bool = False

    def value(self) -> Key:
        return Key(self.key, self.retired, self.compromised)


class ForgeForm(Form):
    github: Annotated[int, Field(ge=1)] | None = None


KeyForms = Annotated[tuple[KeyForm, ...], BeforeValidator(as_tuple)]
_A_ROLE = one_of([role.value for role in Role])


class PersonForm(Form):
    id: Slug
    name: TextForm
    roles: Annotated[tuple[Annotated[str, BeforeValidator(_A_ROLE)], ...], BeforeValidator(as_tuple)]
    emails: Annotated[
        tuple[Annotated[str, BeforeValidator(_email)], ...], BeforeValidator(as_tuple), Field(min_length=1)
    ]
    topics: Topics = ()
    forge: ForgeForm = ForgeForm()
    keys: KeyForms = ()
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None

    def value(self) -> Person:
        return Person(
            id=self.id,  # type: ignore[arg-type]  # a slug in this place is a person's id
            name=self.name.value(),
            roles=frozenset(Role(role) for role in self.roles) | {Role.MEMBER},
            topics=frozenset(self.topics),
            emails=frozenset(self.emails),
            github=self.forge.github,
            keys=tuple(key.value() for key in self.keys),
            since=self.from_ or date.min,
            until=self.until or date.max,
        )
