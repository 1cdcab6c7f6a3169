"""Communities in which people wrote attacks wherever they can write, and the sites that are built of them.

The assets' community holds one asset a payload and place; the registries' communities hold all payloads as names of
topics and people, a quarter each, because a registry has a size. Each is built once for all tests of a run.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import pytest

from cop_build.app import publishing
from cop_build.app.judging import Judged
from cop_build.core.digest import canonical_json
from cop_build.core.prose import markdown_findings
from cop_build.pages.folded import MOST_IN_ONE_FOLD
from tests.community_box import AS_OF, Box, a_person, signed_record
from tests.core.plain_digest import plain_body, plain_digest
from tests.hostile.corpus import as_code, as_entities, one_line_payloads, packed, payloads
from tests.ssh_keys import SecretKey

SETTINGS = Path(__file__).parents[2] / "cop_build" / "templates" / "init" / "mkdocs.yml"
HARMLESS = "ข้อความธรรมดา plain words"
CSV = "ก,ข\n1,2\n".encode()
QUARTERS = 4
GROUP = 20  # topics below one topic


@dataclass(frozen=True)
class Built:
    """A community whose site was built by ``cop build``.

    Attributes:
        verdicts: Of each asset: is it public, its state, its codes.
    """

    root: Path
    verdicts: Mapping[str, tuple[bool, str, tuple[str, ...]]]

    @property
    def site(self) -> Path:
        return self.root / "site"

    @cached_property
    def pages(self) -> Sequence[str]:
        """The address of every page."""
        found = (place.relative_to(self.site).as_posix() for place in self.site.rglob("*.html"))
        return sorted(found)

    def is_public(self, asset: str) -> bool:
        return asset in self.verdicts and self.verdicts[asset][0]


def built(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], Box]) -> Built:
    """Return a community's site, built by the first process of a test run that asks for it."""
    return _once(factory, name, lambda root: _judged(publishing.build(fill(root).root, as_of=AS_OF)))


def staged(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], Box]) -> Built:
    """Return a community of which only ``docs/`` was written."""
    return _once(factory, name, lambda root: publishing.stage(fill(root).root, as_of=AS_OF).judged)


def _judged(done: publishing.Built) -> Judged:
    assert done.is_done, done.findings[:5]
    return done.judged


def _once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Judged]) -> Built:
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    root, told = shared / f"hostile-{name}", shared / f"hostile-{name}.json"
    with (shared / f"hostile-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            verdicts = {
                verdict.asset: (
                    verdict.approved is not None,
                    verdict.state.value,
                    sorted({finding.code for finding in verdict.findings if finding.is_error}),
                )
                for verdict in make(root).judgement.verdicts
            }
            told.write_text(json.dumps(verdicts))
    return Built(root, {asset: (bool(a), b, tuple(c)) for asset, (a, b, c) in json.loads(told.read_text()).items()})


# -- the assets' community -------------------------------------------------------------------------------------------


def tried_community(root: Path) -> Box:
    """Fill a community with each payload as the body of ``question/b-…`` and a file's name of ``note/f-…``.

    All are approved, so that nothing but their content can keep them from the public. The names are committed without
    a work tree, because no file system takes all of them; some cannot stand in git either.
    """
    box = Box.at(root)
    box.put("mkdocs.yml", SETTINGS.read_bytes())
    for number, payload in enumerate(payloads()):
        _approved(box, f"question/b-{number}", _header(QUESTION), payload + "\n")
    box.commit("Write", by="p-mai")
    named = [(f"note/f-{number}", f"{payload}.csv") for number, payload in enumerate(payloads())]
    _commit_files(box, [(asset, name) for asset, name in named if can_be_a_path(name)])
    return box


def _commit_files(box: Box, named: Sequence[tuple[str, str]]) -> None:
    """Commit notes with an attachment each, and then their approvals. Args: named: Each asset with its file's name."""
    header = _header(NOTE)
    text = f"---\n{header.text}---\n{HARMLESS}\n"
    index, csv = (box.git("hash-object", "-w", "--stdin", text=one) for one in (text, CSV.decode()))
    entries = [
        f"{index}\tdrafts/{asset}/index.md\0" + f"100644 {csv}\tdrafts/{asset}/{name}\0" for asset, name in named
    ]
    box.git("update-index", "-z", "--add", "--index-info", text="".join(f"100644 {entry}" for entry in entries))
    box.git("commit", "-q", "--no-verify", "-m", "Names", env=box.identity("p-mai"))
    for asset, name in named:
        digest = plain_digest(asset, header.value, plain_body(HARMLESS), {name: CSV})
        box.put(f"reviews/{asset}/1.md", _record(box, asset, digest, "p-ann"))
    box.git("add", "reviews")
    box.git("commit", "-q", "--no-verify", "-m", "Reviews", env=box.identity("p-his"))


def can_be_a_path(name: str) -> bool:
    """Say whether git takes it as the rest of a path; a name with slashes is then one in folders."""
    steps = name.split("/")
    return len(name.encode()) < 4000 and all(
        step not in ("", ".", "..") and not step.lower().startswith((".git", "git~")) for step in steps
    )


def assets_community(tried: Built, root: Path) -> Box:
    """Fill a community with all that may be published: ``knowledge/t-7`` has payload 7 in every text of its header.

    ``knowledge/control`` is like those, with harmless words. What was accepted as a body or a file's name is here too.
    """
    box = _with_topics(root, packed(one_line_payloads()[:400])[:8])
    for number, payload in enumerate(payloads()):
        _header_asset(box, f"knowledge/t-{number}", payload)
        if tried.is_public(f"question/b-{number}"):
            _approved(box, f"question/b-{number}", _header(QUESTION), payload + "\n")
        if tried.is_public(f"note/f-{number}"):
            _approved(box, f"note/f-{number}", _header(NOTE), f"{HARMLESS}\n", {f"{payload}.csv": CSV})
    _header_asset(box, "knowledge/control", HARMLESS)
    box.commit("Write", by="p-mai")
    return box


def harmless_community(root: Path) -> Box:
    """Fill a community of the same shape in which nobody attacks."""
    box = _with_topics(root, [HARMLESS] * 8)
    _header_asset(box, "knowledge/control", HARMLESS)
    for letter in "a1ก":
        for number in range(5):  # so many words that the list of all of them needs several pages
            words = [f"{letter}{number}-{word}" for word in range(80)]
            _approved(box, f"knowledge/{ord(letter)}-{number}", _header({**PLAIN, "keywords": words}), f"{HARMLESS}\n")
    _approved(box, "knowledge/never", Header({"title": HARMLESS}, f"title: {HARMLESS}\n"), f"{HARMLESS}\n")
    _approved(box, "question/b-0", _header(QUESTION), f"{HARMLESS} *so* **so** `so`\n\n> so\n")
    for number in range(MOST_IN_ONE_FOLD):  # so many questions that their list is folded letter by letter
        _approved(box, f"question/many-{number}", _header(QUESTION), f"{HARMLESS}\n")
    _approved(box, "note/f-0", _header(NOTE), f"{HARMLESS}\n", {"a.csv": CSV})
    box.commit("Write", by="p-mai")
    return box


def _with_topics(root: Path, lines: Sequence[str]) -> Box:
    """Return a community with names in its navigation, which stands on every page. Args: lines: Eight names."""
    title, notice, *topics = ({"th": line, "en": line} for line in lines)
    box = Box.at(
        root,
        change=lambda registry: (
            registry.update(title=title, notice=notice)
            or registry["topics"].extend({"id": f"n-{number}", "title": topic} for number, topic in enumerate(topics))
        ),
    )
    box.put("mkdocs.yml", SETTINGS.read_bytes())
    return box


KNOWLEDGE: Mapping[str, object] = {"topics": ["ucep"], "authors": ["p-mai"]}
PLAIN: Mapping[str, object] = {**KNOWLEDGE, "title": HARMLESS, "summary": HARMLESS}
QUESTION: Mapping[str, object] = {
    "title": HARMLESS, "topics": ["ucep"], "asked_on": "2026-10-01", "answered_by": ["p-mai"],
}  # fmt: skip
NOTE: Mapping[str, object] = {
    "title": HARMLESS, "summary": HARMLESS, "session": "session/first", "authors": ["p-mai"],
}  # fmt: skip
SESSION: Mapping[str, object] = {
    "title": HARMLESS, "starts_at": "2026-12-20T13:00:00+07:00", "facilitator": "p-fac", "deputy": "p-mai",
    "historian": "p-his", "phase": "planned", "place": HARMLESS,
}  # fmt: skip


def _header_asset(box: Box, asset: str, words: str) -> None:
    header = {
        **KNOWLEDGE,
        "title": words,
        "summary": words,
        "keywords": [words],
        "references": [{"title": words, "url": "https://example.org/"}, {"title": words}],
        "attachments": [{"file": "a.csv", "title": words}],
        "change_note": words,
    }
    _approved(box, asset, _header(header), f"{HARMLESS}\n", {"a.csv": CSV})


@dataclass(frozen=True)
class Header:
    """Front matter: as a value, with texts as the reader takes them, and as written."""

    value: Mapping[str, object]
    text: str


def _header(value: Mapping[str, object]) -> Header:
    return Header(value, "".join(f"{key}: {json.dumps(each, ensure_ascii=False)}\n" for key, each in value.items()))


def _approved(
    box: Box, asset: str, header: Header, body: str, files: Mapping[str, bytes] | None = None, *, by: str = "p-ann"
) -> None:
    """Write an asset and a record that approves it; quicker than to read it for its digest."""
    box.put(f"drafts/{asset}/index.md", f"---\n{header.text}---\n{body}")
    for name, data in (files or {}).items():
        box.put(f"drafts/{asset}/{name}", data)
    box.put(
        f"reviews/{asset}/1.md",
        _record(box, asset, plain_digest(asset, header.value, plain_body(body), files or {}), by),
    )


def _record(box: Box, asset: str, digest: str, by: str, *, decision: str = "approve", **more: object) -> str:
    payload = canonical_json(box.payload(asset, by=by, decision=decision, digest=digest, **more))
    return signed_record(payload, SecretKey(by))


# -- the registries' communities -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Quarter:
    """What one registry holds.

    Attributes:
        lines: The payloads, as many on each line as a name takes.
        topics: Each topic's id, its title and the topic above it; the first of each group is harmless.
    """

    listed: Sequence[str]

    @cached_property
    def lines(self) -> Sequence[str]:
        return packed(self.listed)

    @cached_property
    def topics(self) -> Sequence[tuple[str, str, str | None]]:
        titles = list(self.lines)
        groups: list[tuple[str, str, str | None]] = [("c-top", HARMLESS, None)]
        groups += [(f"t-{number}", title, None) for number, title in enumerate(titles[:GROUP])]
        for number, title in enumerate(titles[GROUP:]):
            above = f"t-{number // GROUP}"
            if number % GROUP == 0:
                groups.append((f"c-{number // GROUP}", HARMLESS, above))
            groups.append((f"t-{number + GROUP}", title, above))
        return groups

    @property
    def facets(self) -> Sequence[tuple[str, str]]:
        """Two facets: the id and the title of each."""
        return [("first", self.lines[0]), ("last", self.lines[-1])]

    @property
    def facet_values(self) -> Sequence[Mapping[str, object]]:
        """What each of the facets offers: ways into a topic with assets, and into topics that have none."""
        topics = [["ucep"], [name for name, _, _ in self.topics[:GROUP]]]
        return [
            {"id": f"v-{number}", "title": {"th": line, "en": "x"}, "topics": topics[number % 2]}
            for number, line in enumerate(self.lines[:GROUP])
        ]

    @property
    def parts(self) -> Sequence[Sequence[str]]:
        """The payloads in parts of which one text takes one."""
        return [self.listed[start : start + 100] for start in range(0, len(self.listed), 100)]

    @property
    def experts(self) -> Sequence[str]:
        return [f"p-e{number}" for number in range(len(self.lines))]


def quarter(number: int) -> Quarter:
    """Return a share of the payloads, from 0; the share after the last is a few harmless words."""
    if number == QUARTERS:
        return Quarter(("word " * 79).split("\n") * (GROUP * 2))
    return Quarter(one_line_payloads()[number::QUARTERS])


def registry(factory: pytest.TempPathFactory, number: int) -> Built:
    """Return the site of the community with one share of the payloads."""
    return built(factory, f"registry-{number}", partial(registry_community, quarter(number)))


def registry_community(share: Quarter, root: Path) -> Box:
    """Fill a community with payloads for names of topics, facets and people, and a page of each kind that shows them.

    ``knowledge/all`` is approved by every person, ``session/all`` presented by all of them; ``question/code-…`` show
    the payloads as code, ``question/entities-…`` in prose; a few assets of each kind have them as titles.
    """
    lines = share.lines

    def change(registry: dict[str, object]) -> None:
        people = registry["people"]
        assert isinstance(people, list)
        people += [
            a_person(person[2:], "expert", topics=["ucep"]) | {"name": {"th": line, "en": "x"}}
            for person, line in zip(share.experts, lines, strict=True)
        ]
        topics = registry["topics"]
        assert isinstance(topics, list)
        topics += [
            {"id": name, "title": {"th": title, "en": "x"}, "description": {"th": title, "en": "x"}}
            | ({"parent": above} if above else {})
            for name, title, above in share.topics
        ]
        registry["facets"] = [
            {"id": name, "title": {"th": title, "en": "x"}, "values": share.facet_values}
            for name, title in share.facets
        ]
        registry["title"] = registry["notice"] = {"th": lines[0], "en": "x"}
        registry["site_url"] = "https://cop.example.org/"
        registry["limits"] = {"files_of_an_asset": 1000}

    box = Box.empty(root)
    change(box.registry)
    box.put("community.yml", "".join(_registry_lines(box.registry)))
    box.commit("Begin", by="p-adm")
    settings = SETTINGS.read_text(encoding="utf-8")
    assert "    - navigation.top\n" in settings
    box.put("mkdocs.yml", settings.replace("    - navigation.top\n", "    - navigation.top\n    - navigation.prune\n"))
    _assets_of(box, share)
    box.commit("Write", by="p-mai")
    for number, line in enumerate(lines[:20]):
        asset = f"note/gone-{number}"
        digest = plain_digest(asset, dict(NOTE), plain_body(HARMLESS), {})
        box.put(f"reviews/{asset}/2.md", _record(box, asset, digest, "p-ann", decision="recall", reason=line))
    box.commit("Recall", by="p-his")
    return box


def may_stand(body: str) -> bool:
    """Say whether a text has nothing that authors may not write."""
    return not any(finding.is_error for finding in markdown_findings(body, path="", first_line=1, files=()))


def _registry_lines(registry: Mapping[str, object]) -> Iterator[str]:
    """Yield a registry with as few letters as may be."""
    for key, value in registry.items():
        if isinstance(value, list):
            yield f"{key}:\n"
            yield from (f" - {_brief(each)}\n" for each in value)
        else:
            yield f"{key}: {_brief(value)}\n"


def _brief(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ":"))


def _assets_of(box: Box, share: Quarter) -> None:
    lines, experts = share.lines, share.experts
    _approved(box, "session/first", _header(SESSION), f"{HARMLESS}\n", by="p-adm")
    _approved(box, "session/all", _header({**SESSION, "presenters": experts}), f"{HARMLESS}\n", by="p-adm")
    header = _header({**KNOWLEDGE, "title": lines[0], "summary": lines[1], "authors": ["p-mai"]})
    _approved(box, "knowledge/all", header, f"{HARMLESS}\n")
    digest = plain_digest("knowledge/all", header.value, plain_body(HARMLESS), {})
    for person in experts:
        box.put(f"reviews/knowledge/all/{person}.md", _record(box, "knowledge/all", digest, person))
    _approved(box, "note/authors", _header({**NOTE, "authors": ["p-mai", *experts]}), f"{HARMLESS}\n", by="p-bob")
    for number, part in enumerate(share.parts):
        prose = [one for one in part if may_stand(as_entities([one]))]
        _approved(box, f"question/code-{number}", _header(QUESTION), as_code(part))
        _approved(box, f"question/entities-{number}", _header(QUESTION), as_entities(prose))
    for number, line in enumerate(lines[:20]):
        other = lines[-1 - number]
        _approved(box, f"note/gone-{number}", _header(NOTE), f"{HARMLESS}\n")
        _approved(
            box, f"session/t-{number}", _header({**SESSION, "title": line, "place": other}), f"{HARMLESS}\n", by="p-adm"
        )
        _approved(box, f"question/t-{number}", _header({**QUESTION, "title": line}), f"{HARMLESS}\n")
        _approved(
            box,
            f"note/t-{number}",
            _header({**NOTE, "title": line, "summary": other, "topics": [other]}),
            f"{HARMLESS}\n",
        )
        _approved(box, f"page/t-{number}", _header({"title": line, "summary": other}), f"{HARMLESS}\n", by="p-adm")
    for number, titles in enumerate(_as_they_fit(share.listed)):
        files = {f"{place}.csv": CSV for place in range(len(titles))}
        listed = [{"file": name, "title": title} for name, title in zip(files, titles, strict=True)]
        _approved(
            box,
            f"knowledge/files-{number}",
            _header({**PLAIN, "attachments": listed}),
            f"{HARMLESS}\n",
            files,
        )


def _as_they_fit(listed: Sequence[str]) -> Iterator[list[str]]:
    """Yield payloads in groups that one header, of 16 KiB at most, takes as titles of attachments."""
    group: list[str] = []
    room = 15_000
    for payload in listed:
        size = len(json.dumps(payload, ensure_ascii=False).encode()) + 40
        if size > room:
            yield group
            group, room = [], 15_000
        group.append(payload)
        room -= size
    yield group
