"""A community in which every field about a person holds a word of its own, and everybody plays one part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any  # values of a header

from tests.community_box import Box, a_person
from tests.hostile.canaries import Canaries
from tests.hostile.leaky import SETTINGS
from tests.ssh_keys import SecretKey

# Who stands on a public page, and as what.
APPEARS: Mapping[str, str] = {
    "fac": "facilitator of a session",
    "dep": "deputy",
    "led": "leader",
    "his": "historian",
    "org": "administrator of a session",
    "pre": "presenter",
    "aut": "author of knowledge",
    "not": "author of a note",
    "ask": "who asked",
    "ans": "who answered",
    "rev": "expert who confirmed",
    "exp": "expert of a topic who confirmed nothing",
    "req": "expert of another topic, who asked for changes: that is not told",
    "adm": "administrator who approved sessions and pages",
}
# Who stands nowhere: what they did is not for readers.
HIDDEN: Mapping[str, str] = {
    "par": "participant",
    "bys": "in the registry, and in no asset",
    "old": "expert whose time is over",
    "new": "expert whose time has not begun",
    "pro": "who proposed a session",
    "dra": "author of a draft",
    "com": "who committed",
    "coa": "co-author by a line of a commit's message",
    "rcd": "who filed the records",
}
CONFIRMS = ("rev", "adm")
FIELDS = (
    "id", "name", "name in the other language", "e-mail", "second e-mail", "account", "comment of the key",
    "name in git",
)  # fmt: skip
_ROLES: Mapping[str, tuple[str, ...]] = {
    "fac": ("facilitator",), "his": ("historian",), "adm": ("admin",), "org": ("admin",), "rev": ("expert",),
    "exp": ("expert",), "old": ("expert",), "new": ("expert",), "req": ("expert",),
    "bys": ("facilitator", "historian", "admin"),
}  # fmt: skip
_TOPICS: Mapping[str, Sequence[str]] = {
    **{tag: ["ucep"] for tag in ("rev", "exp", "old", "new")},
    "req": ["finance"],
}
_FIRST_DAY, _LAST_DAY = date(1931, 3, 5), date(2371, 3, 5)


@dataclass
class Peopled:
    """The community, and the words in it."""

    box: Box
    language: str
    words: Canaries = field(default_factory=Canaries)

    def id_of(self, tag: str) -> str:
        return "p-" + self.words.latin(f"{tag}: id").lower()

    def days_of(self, tag: str) -> tuple[date, date]:
        """Return the first and the last day of somebody's office: of nobody else's, and of nothing else."""
        number = timedelta(days=37 * [*APPEARS, *HIDDEN].index(tag))
        first = date(2126, 1, 1) if tag == "new" else _FIRST_DAY
        return first + number, date(1981, 1, 1) + number if tag == "old" else _LAST_DAY + number

    def person(self, tag: str) -> dict[str, object]:
        """Return somebody of the registry with a word in every field."""
        first, last = self.days_of(tag)
        other = "en" if self.language == "th" else "th"
        person = {
            **a_person(tag, *_ROLES.get(tag, ("member",)), topics=_TOPICS.get(tag, ())),
            "id": self.id_of(tag),
            "name": {
                self.language: self.words.both(f"{tag}: name"),
                other: self.words.both(f"{tag}: name in the other language"),
            },
            "emails": [f"{self.words.latin(f'{tag}: {name}')}@example.org" for name in ("e-mail", "second e-mail")],
            "forge": {"github": self.words.number(f"{tag}: account")},
            "keys": [{"key": f"{SecretKey(tag).line} {self.words.both(f'{tag}: comment of the key')}"}],
            "from": first.isoformat(),
            "until": last.isoformat(),
        }
        return person if person["topics"] else {key: value for key, value in person.items() if key != "topics"}

    def commit(self, by: str, message: str = "x") -> None:
        """Commit the work tree under somebody's name and address."""
        box = self.box
        box.now += timedelta(minutes=1)
        name = self.words.both(f"{by}: name in git")
        box.git("add", "-A")
        who = {**box.identity(self.id_of(by)), "GIT_AUTHOR_NAME": name, "GIT_COMMITTER_NAME": name}
        box.git("commit", "-q", "--allow-empty", "--no-verify", "-m", message, env=who)

    def decide(self, asset: str, by: str, decision: str = "approve") -> None:
        comment = self.words.both(f"record of {asset}: comment")
        record = self.box.sign(asset, by=self.id_of(by), decision=decision, key=SecretKey(by), comment=comment)
        self.box.file(record, asset, name=f"{self.words.latin(f'record of {asset}: name')}.md")
        self.commit("rcd", self.words.both(f"record of {asset}: message of the commit"))


def peopled_community(folder: Path, language: str) -> Peopled:
    """Return the community, with an approved asset of each kind, and drafts of what is not for readers."""
    made = Peopled(Box.empty(folder), language)
    box, words = made.box, made.words
    box.registry |= {"language": language, "site_url": "https://cop.example.org/"}
    box.registry["people"] = [made.person(tag) for tag in (*APPEARS, *HIDDEN)]
    recorder = f"{SecretKey('recorder').line} {words.both('recorder: comment of the key')}"
    box.registry["recorders"] = [{"key": recorder}]
    box.write_registry()
    box.put("mkdocs.yml", SETTINGS.read_bytes())
    box.put(".mailmap", f"{words.both('mailmap: name')} <{words.latin('mailmap: e-mail')}@example.org>\n")
    for tag in (*APPEARS, *HIDDEN):
        made.commit(tag)
    _write(made)
    co_author = f"Co-authored-by: {words.both('coa: name in a message')} <{box.address(made.id_of('coa'))}>"
    made.commit("com", f"x\n\n{co_author}")
    for asset in ("knowledge/x", "note/n", "question/q"):
        made.decide(asset, "rev")
    for asset in ("session/held", "session/ahead", "page/about"):
        made.decide(asset, "adm")
    made.decide("knowledge/draft", "req", "request_changes")
    return made


def _write(made: Peopled) -> None:
    box, who = made.box, made.id_of
    parts: dict[str, Any] = {
        "facilitator": who("fac"),
        "deputy": who("dep"),
        "led_by": who("led"),
        "historian": who("his"),
        "admin": who("org"),
        "presenters": [who("pre")],
        "topics": ["ucep"],
    }
    box.write("session/held", **parts)
    box.write("session/ahead", phase="planned", starts_at="2026-12-20T13:00:00+07:00", **parts)
    box.write("note/n", session="session/held", authors=[who("not")], participants=[who("par")], attendance=7)
    box.write("question/q", asked_by=[who("ask")], answered_by=[who("ans")])
    box.write("knowledge/x", authors=[who("aut")], session="session/held")
    box.write("knowledge/draft", authors=[who("dra")], topics=["finance"])
    box.write("page/about")
    idea = f"---\ntitle: แนวคิด\nphase: proposed\ntopics: [ucep]\nproposed_by: {who('pro')}\n---\n\nเคยพบ\n"
    box.put("drafts/session/idea/index.md", idea)
