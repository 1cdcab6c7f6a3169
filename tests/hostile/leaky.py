"""A community in which every place that people can fill holds words of its own: approved, or in every way not."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any  # values of a payload
from urllib.parse import quote

from tests.community_box import Box, a_person
from tests.edges.insides.packages import docx, run
from tests.edges.insides.photos import png_with
from tests.hostile.canaries import Canaries
from tests.overrides_kit import let_stand
from tests.ssh_keys import SecretKey

SETTINGS = Path(__file__).parents[2] / "cop_build" / "templates" / "init" / "mkdocs.yml"
KINDS = ("knowledge", "note", "question", "session", "page")
APPROVERS: Mapping[str, str] = {"session": "p-adm", "page": "p-adm"}  # else p-ann

# Where words of an approved asset stand for readers, and of which kinds.
SHOWN: Mapping[str, Sequence[str]] = {
    "title": KINDS,
    "summary": ("knowledge", "note", "page"),
    **dict.fromkeys(("body", "heading", "code block", "code span", "list", "table", "footnote", "formula"), KINDS),
    **dict.fromkeys(("link text", "link address", "link title", "text of a picture"), KINDS),
    **dict.fromkeys(("name of a file", "bytes of a file", "name of a packed file", "bytes of a packed file"), KINDS),
    "name of a picture": KINDS,
    "title of a file": ("knowledge", "note"),
    "reference": ("knowledge",),
    "address of a reference": ("knowledge",),
    "change note": ("knowledge",),
    "keyword": ("knowledge",),  # what readers search by
    "place of a meeting": ("session",),
    "address of a meeting": ("session",),
    "name of the author": ("knowledge", "note", "question", "session"),
}
# Where nobody but those who work in the repository sees them, approved or not.
NEVER = frozenset({
    "comment in the header", "e-mail", "id of the author", "account", "comment of the key", "participant",
    "comment of a record", "name of a record", "message of a commit", "author of a commit", "slug of a draft",
})  # fmt: skip
ONCE_PUBLIC = (
    "recalled", "recalled-all", "withdrawn", "withheld", "ended", "disputed", "replaced", "expert-gone",
)  # fmt: skip
NEVER_PUBLIC = (
    "draft", "draft-note", "draft-question", "draft-session", "draft-page", "refused", "asked", "invalid", "unreadable",
    "not-utf-8", "unclosed", "future", "copied", "uncommitted",
)  # fmt: skip
NEWER = ("pending", "newer-invalid")  # where an older version is public
LINKS = (
    "[ก](../../{asset}/index.md) [ข](../../{asset}/) [ค](<../../{asset}/index.md>) [ง](../../{asset}/index.md#x)\n\n"
    '[จ][ร] [ฉ](../{slug}/index.md "ชื่อ")\n\n[ร]: ../../{asset}/index.md "ชื่อ"\n\n| ก |\n|---|\n| [ช](../{slug}/) |\n'
)
ARROWS = "\n- ถามแล้ว — คุณ mai → {asset}\n- → {asset}, {asset}\n\n=> {asset}\n\n| ก |\n|---|\n| -> {asset} |\n"


@dataclass
class Leaky:
    """A community under construction, and the words in it."""

    box: Box
    words: Canaries = field(default_factory=Canaries)

    @classmethod
    def at(cls, folder: Path, tags: Sequence[str]) -> Leaky:
        """Begin a community with an author and a participant for each of the tags."""
        leaky = cls(Box.empty(folder))
        box = leaky.box
        for tag in tags:
            box.registry["people"] += [leaky._author(tag), leaky._participant(tag)]
        box.registry["people"].append(a_person("gone", "expert", topics=["ucep"]))
        box.registry["topics"].append(
            {"id": "strict", "title": {"th": "เข้ม", "en": "x"}, "overdue": "withhold", "review_every": "P1D"}
        )
        box.person("p-ann")["topics"].append("strict")
        leaky.write_registry()
        comment = leaky.words.both("registry: comment in the settings")
        box.put("mkdocs.yml", f"{SETTINGS.read_text(encoding='utf-8')}# {comment}\n")
        box.commit("Begin", by="p-adm")
        return leaky

    def write_registry(self) -> None:
        text = json.dumps(self.box.registry, ensure_ascii=False, indent=1)
        self.box.put("community.yml", f"{text}\n# {self.words.both('registry: comment in the registry')}\n")

    def author(self, tag: str) -> str:
        return "p-" + self.words.latin(f"{tag}: id of the author").lower()

    def slug(self, tag: str) -> str:
        return self.words.latin(f"{tag}: slug of a draft").lower()

    def _author(self, tag: str) -> dict[str, object]:
        both = self._both(tag)
        return {
            **a_person(tag),
            "id": self.author(tag),
            "name": dict.fromkeys(("th", "en"), both["name of the author"]),
            "emails": [f"{self.words.latin(f'{tag}: e-mail')}@example.org"],
            "forge": {"github": self.words.number(f"{tag}: account")},
            "keys": [{"key": f"{SecretKey(tag).line} {both['comment of the key']}"}],
        }

    def _participant(self, tag: str) -> dict[str, object]:
        name = dict.fromkeys(("th", "en"), self._both(tag)["participant"])
        return {**a_person(f"at-{tag}"), "name": name}

    def _both(self, tag: str) -> _Both:
        return _Both(self.words, tag)

    # -- assets --------------------------------------------------------------------------------------------------------

    def write(self, tag: str, asset: str, **more: object) -> None:
        """Write an asset that holds words of its own in every place that an author can fill."""
        kind, both, author = asset.partition("/")[0], self._both(tag), self.author(tag)
        csv, word = f"{both['name of a file']}.csv", f"{both['name of a packed file']}.docx"
        picture = f"{both['name of a picture']}.png"
        header: dict[str, object] = {"title": both["title"]}
        if kind in SHOWN["summary"]:
            header["summary"] = both["summary"]
        if kind in SHOWN["title of a file"]:
            header |= {"authors": [author], "attachments": [{"file": csv, "title": both["title of a file"]}]}
        if kind == "knowledge":
            header["keywords"] = [both["keyword"]]
            header["references"] = [{"title": both["reference"], "url": self._address(tag, "address of a reference")}]
            header["change_note"] = both["change note"]
        if kind == "note":
            header["participants"] = [f"p-at-{tag}"]
        if kind == "question":
            header["asked_by"] = [author]
        if kind == "session":
            header |= {"phase": "planned", "starts_at": "2026-12-20T13:00:00+07:00", "presenters": [author]}
            header["place"] = both["place of a meeting"]
            header["online_url"] = self._address(tag, "address of a meeting")
        files = {
            csv: f"{both['bytes of a file']}\n".encode(),
            word: docx(f"<w:p>{run(both['bytes of a packed file'])}</w:p>"),
            picture: png_with(),
        }
        self.box.write(asset, body=self._body(tag, picture), files=files, **{**header, **more})
        index = self.box.root / f"drafts/{asset}/index.md"
        text = index.read_text(encoding="utf-8")
        index.write_text(text.replace("---\n", f"---\n# {both['comment in the header']}\n", 1), encoding="utf-8")

    def _address(self, tag: str, place: str) -> str:
        return f"https://example.org/{self.words.latin(f'{tag}: {place}')}?{self.words.thai(f'{tag}: {place}')}"

    def _body(self, tag: str, picture: str) -> str:
        both = self._both(tag)
        return "\n\n".join(
            (
                f"{both['body']} `{both['code span']}` ${{\\text{{{both['formula']}}}}}$ [^1]",
                f"## {both['heading']}",
                f"```\n{both['code block']}\n```",
                f'[{both["link text"]}]({self._address(tag, "link address")} "{both["link title"]}")',
                f"![{both['text of a picture']}]({quote(picture)})",
                f"- {both['list']}",
                f"| ก |\n|---|\n| {both['table']} |",
                f"[^1]: {both['footnote']}\n",
            )
        )

    def commit(self, tag: str) -> None:
        """Commit as somebody whose name is a word, with a message that is one."""
        both, box = self._both(tag), self.box
        box.commit("x", by="p-mai")
        names = {"GIT_AUTHOR_NAME": both["author of a commit"], "GIT_COMMITTER_NAME": both["author of a commit"]}
        message = both["message of a commit"]
        box.git("commit", "-q", "--amend", "--no-verify", "-m", message, env={**box.identity("p-mai"), **names})

    def decide(self, tag: str, asset: str, decision: str = "approve", *, by: str | None = None, **changed: Any) -> None:
        """Commit a record whose comment and file's name are words."""
        both, who = self._both(tag), by or APPROVERS.get(asset.partition("/")[0], "p-ann")
        record = self.box.sign(asset, by=who, decision=decision, comment=both["comment of a record"], **changed)
        self.box.file(record, asset, name=f"{both['name of a record']} {decision}.md")
        self.box.commit("Decide", by="p-his")

    def publish(self, tag: str, asset: str, **more: object) -> None:
        self.write(tag, asset, **more)
        self.commit(tag)
        self.decide(tag, asset)


@dataclass(frozen=True)
class _Both:
    """The words of one tag, by place: Latin and Thai on one line."""

    words: Canaries
    tag: str

    def __getitem__(self, place: str) -> str:
        return self.words.both(f"{self.tag}: {place}")


def approved_community(folder: Path) -> Leaky:
    """Return a community in which an asset of each kind is approved."""
    leaky = Leaky.at(folder, KINDS)
    for kind in KINDS:
        leaky.publish(kind, f"{kind}/first")
    return leaky


def unapproved_community(folder: Path) -> Leaky:
    """Return a community in which every way of not being public occurs, with words of its own in each.

    What was never public stands in a folder whose name is such a word as well.
    """
    leaky = Leaky.at(folder, (*ONCE_PUBLIC, *NEVER_PUBLIC, *NEWER))
    box = leaky.box
    box.publish("session/first", by="p-adm")
    _never_public(leaky)
    _once_public(leaky)
    for tag in NEWER:
        box.publish(f"knowledge/{tag}", title="เรื่องเดิม", body="ฉบับเดิม\n")
        leaky.write(tag, f"knowledge/{tag}")
        if tag == "newer-invalid":
            index = box.root / f"drafts/knowledge/{tag}/index.md"
            index.write_text(index.read_text(encoding="utf-8") + "<b>x</b>\n", encoding="utf-8")
        leaky.commit(tag)
    links = "\n\n".join(
        LINKS.format(asset=f"knowledge/{leaky.slug(tag)}", slug=leaky.slug(tag)) for tag in ("draft", "asked")
    )
    box.publish("knowledge/public", title="เรื่องที่เผยแพร่", body=links)
    held = leaky.words.latin("held: address of a meeting that is over")
    box.publish("session/held", by="p-adm", online_url=f"https://example.org/{held}")
    came = "".join(
        ARROWS.format(asset=f"{kind}/{leaky.slug(tag)}")
        for kind, tag in (("knowledge", "draft"), ("knowledge", "asked"), ("question", "draft-question"))
    )
    box.publish("note/held", participants=["p-at-draft"], body=links + came)
    box.publish("question/public", body=links)
    let_stand(box, "knowledge/public", sorts=["phone"], reason=leaky.words.both("registry: reason of an override"))
    box.registry["people"] = [person for person in box.registry["people"] if person["id"] != "p-gone"]
    leaky.write_registry()
    box.commit("Somebody leaves", by="p-adm")
    _beside(leaky)
    return leaky


def _never_public(leaky: Leaky) -> None:
    box = leaky.box
    for tag in NEVER_PUBLIC[:-1]:
        kind = tag.removeprefix("draft-") if tag.startswith("draft-") else "knowledge"
        more = {"effective_from": "2027-01-01"} if tag == "future" else {}
        more |= {"session": "session/first"} if kind == "knowledge" else {}
        leaky.write(tag, f"{kind}/{leaky.slug(tag)}", **more)
    index = {tag: box.root / f"drafts/knowledge/{leaky.slug(tag)}/index.md" for tag in NEVER_PUBLIC}
    text = index["invalid"].read_text(encoding="utf-8")
    index["invalid"].write_text(f"{text}\n<b>x</b> [x](javascript:x)\n", encoding="utf-8")
    text = index["unreadable"].read_text(encoding="utf-8")
    index["unreadable"].write_text(text.replace("title:", "title: &x [", 1), encoding="utf-8")
    text = index["unclosed"].read_text(encoding="utf-8")
    index["unclosed"].write_text(text.replace("\n---\n", "\n", 1), encoding="utf-8")
    index["not-utf-8"].write_bytes(index["not-utf-8"].read_bytes() + b"\xff\xfe\n")
    leaky.commit("draft")
    leaky.decide("refused", f"knowledge/{leaky.slug('refused')}", by="p-fin")
    leaky.decide("asked", f"knowledge/{leaky.slug('asked')}", "request_changes")
    leaky.decide("invalid", f"knowledge/{leaky.slug('invalid')}", "request_changes")
    leaky.decide("future", f"knowledge/{leaky.slug('future')}")
    copied = f"knowledge/{leaky.slug('copied')}"
    record = box.sign(f"knowledge/{leaky.slug('draft')}", by="p-ann", digest=box.digest(copied))
    box.file(record, copied)
    box.file(f"---\n{leaky.words.both('copied: comment of a record')}: [\n", copied, name="broken.md")
    box.commit("Decide", by="p-his")


def _once_public(leaky: Leaky) -> None:
    box = leaky.box
    more: Mapping[str, Mapping[str, object]] = {
        "withheld": {"topics": ["strict"]},
        "ended": {"effective_until": "2026-11-10"},
    }
    for tag in ONCE_PUBLIC:
        leaky.write(tag, f"knowledge/{tag}", **more.get(tag, {}))
    leaky.commit("recalled")
    for tag in ONCE_PUBLIC:
        leaky.decide(tag, f"knowledge/{tag}", by="p-gone" if tag == "expert-gone" else "p-ann")
    reason = leaky.words.both("recalled: reason of a recall")
    leaky.decide("recalled", "knowledge/recalled", "recall", reason=reason)
    leaky.decide("recalled-all", "knowledge/recalled-all", "recall", digest="*", reason="ผิด")
    leaky.decide("disputed", "knowledge/disputed", "request_changes", by="p-bob")
    for tag in ("withdrawn", "replaced"):
        box.remove(f"drafts/knowledge/{tag}")
    box.commit("Withdraw", by="p-mai")
    box.publish("knowledge/replaced", title="เรื่องใหม่", body="ฉบับใหม่\n")


def _beside(leaky: Leaky) -> None:
    """Leave words where no commit of the branch holds them: other branches, tags, the work tree, older output."""
    box, words = leaky.box, leaky.words
    box.git("tag", words.latin("beside: name of a tag"))
    box.branch(words.latin("beside: name of a branch"))
    box.put("drafts/page/other/index.md", f"---\ntitle: {words.both('beside: other branch')}\n---\n")
    box.commit(words.both("beside: message of another branch"), by="p-mai")
    box.switch()
    leaky.write("uncommitted", f"knowledge/{leaky.slug('uncommitted')}")
    for place in (
        "docs/old.md",
        "docs/knowledge/public/files/old.csv",
        "site/old.html",
        "build/old.md",
        "build/site/old.html",
    ):
        box.put(place, words.both(f"beside: {place}"))
