"""Strict reading of folders, texts, names and the registry: a value or findings, never an exception.

Source: manual/trust.md §4.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_build.core.attachments import folder_findings, name_flaw, printable
from cop_build.core.content import content_findings
from cop_build.core.findings import Finding
from cop_build.core.history import EXECUTABLE, PLAIN, SUBMODULE, SYMLINK, Blob, Entry
from cop_build.core.inspection import Looked
from cop_build.core.line import Content
from cop_build.core.model import AssetId, Community, Kind, Limits, Oid, PersonalData
from cop_build.core.parse.assets import Reading, Split, hidden_in_values, read_asset, split
from cop_build.core.parse.registry import read_community
from cop_build.core.parse.texts import FORBIDDEN, character_findings, hidden_in, is_suspect, mended
from cop_build.core.prose import markdown_findings
from cop_build.pages.addresses import encoded
from cop_build.pages.squares import qr_code
from tests.community_box import a_registry
from tests.core.test_digest import reading_of

KNOWLEDGE = "title: T\nsummary: S\ntopics: [ucep]\nauthors: [p-mai]\n"


def community() -> Community:
    read = read_community(json.dumps(a_registry(), ensure_ascii=False).encode())
    assert isinstance(read, Community)
    return read


def codes_in(header: str, kind: str = "knowledge", body: str = "x\n") -> list[tuple[str, int]]:
    read = reading_of(f"---\n{header}---\n\n{body}".encode(), asset=f"{kind}/x")
    return [(finding.code, finding.line) for finding in read.findings if finding.is_error]


def test_a_good_header_has_no_findings() -> None:
    assert codes_in(KNOWLEDGE) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("approved: true", "COP109"), ("approved_by: [p-ann]", "COP109"), ("last_reviewed_on: 2026-01-01", "COP109"),
        ("status: approved", "COP109"), ("Status: approved", "COP108"), ("template: redirect.html", "COP108"),
        ("hide: [navigation]", "COP108"), ("effective_from: 2569-01-15", "COP112"), ("effective_from: 2572-02-29",
        "COP112"),
        ("effective_from: 2401-01-01", "COP112"), ("effective_from: 2026-02-30", "COP111"),
        ("effective_from: 2026-1-5", "COP111"), ("effective_from: 15/01/2026", "COP111"),
        ("effective_from: ๒๕๖๙-๐๑-๑๕", "COP111"), ("effective_from: 2026-W01-1", "COP111"),
        ("effective_from: 20260115", "COP111"), ("review_in: 6 months", "COP110"), ("review_in: P0D", "COP110"),
        ("review_in: PT6H", "COP110"), ("review_in: P", "COP110"), ("review_in: P-1M", "COP110"), ("keywords: one",
        "COP110"),
        ("language: fr", "COP110"), ("session: 2026-10", "COP110"), ("session: session/../x", "COP110"),
        ("references: [{title: T, url: 'javascript:alert(1)'}]", "COP120"),
        ("references: [{title: T, url: '//example.org'}]", "COP120"),
        ("references: [{title: T, url: 'https://user@example.org/'}]", "COP120"),
        ('change_note: "back\\u202ewards"', "COP116"), ('change_note: "nul\\0"', "COP116"),
        ('change_note: "one\\ntwo"', "COP110"), ('change_note: "one\\u2028two"', "COP110"), ("change_note: ''",
        "COP110"),
        ("change_note: 12", "COP110"), (f"change_note: {'x' * 401}", "COP110"),
    ],
    ids=lambda text: text[:40],
)  # fmt: skip
def test_an_odd_line_of_a_header_is_found_where_it_stands(line: str, code: str) -> None:
    assert (code, 6) in codes_in(KNOWLEDGE + line + "\n")


@pytest.mark.parametrize("key", ["title", "summary", "topics", "authors"])
def test_what_must_be_there_is_missed(key: str) -> None:
    without = "".join(line + "\n" for line in KNOWLEDGE.splitlines() if not line.startswith(key))

    assert [code for code, _ in codes_in(without)] == ["COP107"]


@pytest.mark.parametrize(
    "header", ["topics: []", "authors: []", "topics: ucep", "authors: [1]", "title: [T]", "title: {}"]
)
def test_what_must_be_there_may_not_be_something_else(header: str) -> None:
    key = header.partition(":")[0]
    others = "".join(line + "\n" for line in KNOWLEDGE.splitlines() if not line.startswith(key))

    assert codes_in(others + header + "\n")


def test_a_deputy_is_another_person() -> None:
    header = (
        "title: T\nstarts_at: 2026-10-01T13:00:00+07:00\nfacilitator: p-a\ndeputy: p-a\nhistorian: p-b\nphase: held\n"
    )

    assert "COP115" in [code for code, _ in codes_in(header, "session")]


# -- characters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "letter",
    ["\0", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\r", "\x0b", "\x0c", "\u2028", "\u2029", "\u202a", "\u202e",
     "\u2066",
     "\u2069", "\u200e", "\u200f", "\u061c", "\u200b", "\u200c", "\u2060", "\ufeff", "\u00ad", "\u115f", "\u3164",
     "\uffa0",
     "\u180e", "\ufff9", "\U000e0041", "\U000e0101", "\ufe00", "\u200d", "\ufe0f", "\uffff"],
    ids=ascii,
)  # fmt: skip
@pytest.mark.parametrize("where", ["title", "body"])
def test_a_character_that_hides_or_controls_is_found_with_its_line(letter: str, where: str) -> None:
    header = KNOWLEDGE.replace("title: T", f"title: T{letter}T") if where == "title" else KNOWLEDGE
    body = "one\n\n" + (f"a{letter}b\n" if where == "body" else "x\n")
    index = f"---\n{header}---\n\n{body}".encode()

    found = [finding for finding in reading_of(index, asset="knowledge/x").findings if finding.is_error]

    assert found
    if where == "body":
        assert ("COP116", 10) in [(finding.code, finding.line) for finding in found]
    assert all(letter not in finding.detail.en for finding in found)


@pytest.mark.parametrize("text", ["กำหนด", "กำ\u200bหนด", "👩\u200d⚕\ufe0f", "a\tb", "é", "½ ≤ 3", "1\ufe0f\u20e3"])
def test_honest_text_is_let_through(text: str) -> None:
    assert not [f for f in character_findings(text, path="x") if f.is_error]


@pytest.mark.parametrize(("wrong", "right"), [("นํ้า", "น้ำ"), ("เเละ", "และ"), ("ก่ี", "กี่"), ("ทำ้", "ท้ำ"), ("ดีี", "ดี")])
def test_wrong_thai_order_is_a_warning_with_the_mended_word(wrong: str, right: str) -> None:
    found = list(character_findings(wrong, path="x"))

    assert mended(wrong) == right
    assert all(not finding.is_error for finding in found)
    assert right in found[0].detail.en


@pytest.mark.parametrize("position", range(len("script:")))
def test_a_script_address_is_found_in_every_form_of_its_letters(position: int) -> None:
    letter = "script:"[position]
    forms = [chr(code) for code in range(0x110000) if re.fullmatch(letter, chr(code), re.IGNORECASE)]

    for form in forms:
        written = "java" + "\u200b ".join("script:"[:position] + form + "script:"[position + 1 :])
        found = markdown_findings(f"a {written} b", path="x", first_line=1, files=())
        assert [finding.code for finding in found] == ["COP120"], ascii(form)


@pytest.mark.parametrize("written", ["java&#115;cript:", "java%73cript:", "JAVA\\SCRIPT:"])
def test_a_script_address_is_found_in_any_encoding(written: str) -> None:
    found = markdown_findings(f"a {written} b", path="x", first_line=1, files=())

    assert [finding.code for finding in found] == ["COP120"]


def test_a_header_that_two_contents_share_is_found_wrong_at_each_ones_own_path() -> None:
    first, second = (split("---\na: 1\na: 2\n---\nx\n", path=path) for path in ("first", "second"))

    assert isinstance(first, Finding) and isinstance(second, Finding)
    assert (first.path, second.path) == ("first", "second")


def test_a_file_that_is_not_utf8_is_found_with_its_line() -> None:
    read = reading_of(b"---\ntitle: T\n---\n\nok\n" + "ไทย".encode("tis-620"))

    assert read.digest is None
    assert [(f.code, f.line) for f in read.findings] == [("COP101", 6)]


# -- names and folders -----------------------------------------------------------------------------------------------

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def folder(
    files: Mapping[str, bytes], modes: Mapping[str, int] | None = None, limits: Limits | None = None
) -> list[str]:
    entries, blobs = {}, {}
    for number, (name, data) in enumerate(files.items()):
        oid = Oid(f"{number:040x}")
        entries[name] = Entry((modes or {}).get(name, PLAIN), oid)
        blobs[oid] = Blob(len(data), "0" * 64, data[:1024], data)
    return [
        finding.code
        for finding in folder_findings("drafts/knowledge/x/", entries, blobs, limits or Limits(), PersonalData())
    ]


@pytest.mark.parametrize(
    "name", ["slides.png", "แผนภาพ.png", "A b (1).png", "น้ำ.PNG", "a" * 196 + ".png", "con-1.png", "...a"[3:] + ".png"]
)
def test_an_honest_name_is_let_through(name: str) -> None:
    assert folder({name: PNG}) == []


@pytest.mark.parametrize(
    "name",
    ["..", ".hidden.png", "a..\\b.png", "a\\b.png", "a\nb.png", "a\tb.png", "a\x1b[0m.png", "dot.png.", "space.png ",
     " space.png", "CON.png", "nul", "Com1.png", "lpt9", "aux.x.png", "a:b.png", "a*b.png", 'a"b.png', "a|b.png",
     "a<b.png",
     "e\u0301.png", "\u202egnp.exe.png", "a\u200bb.png", "\udcff.png", "ก" * 66 + ".png", "a" * 197 + ".png",
     "COM¹.png"],
    ids=ascii,
)  # fmt: skip
def test_a_name_that_some_system_cannot_hold_is_found(name: str) -> None:
    assert name_flaw(name) is not None
    assert "COP125" in folder({name: PNG})
    assert printable(name).isprintable() or printable(name) == name.encode("unicode_escape").decode()


@pytest.mark.parametrize(
    ("first", "second"), [("a.png", "A.png"), ("ß.png", "SS.png"), ("①.png", "1.png"), ("ﬁ.png", "fi.png")]
)
def test_two_names_that_one_folder_could_not_hold_are_found(first: str, second: str) -> None:
    assert folder({first: PNG, second: PNG}).count("COP126") == 2


@pytest.mark.parametrize(
    ("mode", "code"), [(SYMLINK, "COP128"), (SUBMODULE, "COP128"), (EXECUTABLE, "COP128"), (0o100664, "COP128")]
)
def test_only_plain_files_stand_in_a_folder(mode: int, code: str) -> None:
    assert code in folder({"a.png": PNG}, {"a.png": mode})


@pytest.mark.parametrize("name", [".gitattributes", ".gitmodules", ".mailmap", "sub/.gitattributes"])
def test_settings_of_git_are_found(name: str) -> None:
    assert "COP129" in folder({name: b"* text\n"})


def test_sub_folders_are_found() -> None:
    assert "COP127" in folder({"sub/a.png": PNG})


@pytest.mark.parametrize("name", ["a.png", "index.md", "a.csv"])
def test_pointers_of_lfs_are_found(name: str) -> None:
    assert "COP130" in folder({name: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"})


def test_sizes_and_counts_are_bounded() -> None:
    assert "COP131" in folder({"a.png": PNG}, limits=Limits(file=10))
    assert "COP131" in folder({"a.png": PNG, "b.png": PNG}, limits=Limits(asset=40))
    assert "COP131" in folder({"a.png": PNG, "b.png": PNG}, limits=Limits(files_of_an_asset=1))


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.html", b"<html>"), ("a.svg", b"<svg/>"), ("a.js", b"x"), ("a.css", b"x"), ("a.json", b"{}"),
     ("a.wasm", b"\0asm"),
     ("a.exe", b"MZ"), ("a", b"x"), ("a.md", b"x"), ("a.pptm", b"PK\3\4"), ("a.zip", b"PK\3\4"), ("a.gif", b"GIF89a")],
)  # fmt: skip
def test_types_that_are_not_on_the_list_are_found(name: str, data: bytes) -> None:
    assert "COP132" in folder({name: data})


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.png", b"<svg/>"), ("a.pdf", b"<html>"), ("a.jpg", PNG), ("a.pptx", b"\xd0\xcf\x11\xe0"), ("a.csv", b"a\0b"),
     ("a.csv", b"\xff\xfe"), ("a.vtt", b"<html>"), ("a.ics", b"x"), ("a.mp4", b"ftyp"), ("a.webp", b"RIFF"),
     ("a.png", b"")],
)  # fmt: skip
def test_a_type_that_the_content_does_not_keep_is_found(name: str, data: bytes) -> None:
    assert "COP133" in folder({name: data})


# -- laws ------------------------------------------------------------------------------------------------------------


@given(st.binary(max_size=300), st.sampled_from(list(Kind)))
def test_any_bytes_are_a_version_or_findings(data: bytes, kind: Kind) -> None:
    for index in (data, b"---\n" + data + b"\n---\n" + data):
        read = reading_of(index, asset=f"{kind}/x")
        assert read.findings or read.version is not None


_YAML = st.text(st.sampled_from("ab:-[]{},'\"#&*!|>%@`?~<= \n\t0.eก\u2028\\\x85"), max_size=60)


@given(_YAML, st.sampled_from(list(Kind)))
def test_any_yaml_is_a_version_or_findings(header: str, kind: Kind) -> None:
    read = reading_of(f"---\n{header}\n---\n\n{header}".encode(), asset=f"{kind}/x")

    assert read.findings or read.version is not None


@given(st.text(st.characters(), max_size=80))
def test_any_text_is_split_or_a_finding(text: str) -> None:
    for source in (text, f"---\n{text}\n---\n{text}"):
        assert isinstance(split(source, path="x"), Split | Finding)


_NAMES = st.one_of(
    st.text(min_size=1, max_size=12),
    st.binary(min_size=1, max_size=8).map(lambda name: name.decode("utf-8", "surrogateescape")),
)


@given(
    st.dictionaries(
        _NAMES, st.tuples(st.sampled_from([PLAIN, SYMLINK, EXECUTABLE, SUBMODULE, 0]), st.binary(max_size=9))
    ),
    st.binary(max_size=60),
)
def test_any_folder_is_judged(files: dict[str, tuple[int, bytes]], body: bytes) -> None:
    entries, blobs = {}, {}
    everything = {**files, "index.md": (PLAIN, b"---\n" + KNOWLEDGE.encode() + b"---\n" + body)}
    for number, (name, (mode, data)) in enumerate(everything.items()):
        oid = Oid(f"{number:040x}")
        entries[name] = Entry(mode, oid)
        blobs[oid] = Blob(len(data), "0" * 64, data[:1024], data)

    read = read_asset(AssetId("knowledge/x"), Kind.KNOWLEDGE, entries, blobs)
    content = Content(0, entries)
    found = list(content_findings(Kind.KNOWLEDGE, content, blobs, read, _COMMUNITY, Looked({}, {})))

    assert isinstance(read, Reading)
    assert all(finding.path.startswith("drafts/knowledge/x/") for finding in found)
    assert found or all(entry.mode == PLAIN for entry in entries.values())


_COMMUNITY = community()
REGISTRY = json.dumps(a_registry(), ensure_ascii=False, indent=0).encode()


@given(st.binary(max_size=300))
def test_any_bytes_are_a_community_or_findings(data: bytes) -> None:
    found = read_community(data)

    assert isinstance(found, Community) or found


@given(at=st.integers(0, len(REGISTRY) - 1), byte=st.binary(max_size=3), gone=st.integers(0, 30))
def test_any_change_of_a_registry_is_a_community_or_findings(at: int, byte: bytes, gone: int) -> None:
    found = read_community(REGISTRY[:at] + byte + REGISTRY[at + gone :])

    assert isinstance(found, Community) or found


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["p-ann", "2569-01-01", "P1M", "*"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("path", ["a?b=c", "#top", "../x/", "%2e%2E/x/", "./", f"{'ก' * 370}/"])
def test_a_site_stands_where_pages_can_stand_below_it(path: str) -> None:
    read = read_community(json.dumps({**a_registry(), "site_url": f"https://example.org/{path}"}).encode())

    assert isinstance(read, tuple)
    assert [finding.code for finding in read] == ["COP120"]


@pytest.mark.parametrize("path", ["", "cop/", "ชุมชน/", "%E0%B8%81/", "a..b/~c"])
def test_an_ordinary_address_of_a_site_is_let_through(path: str) -> None:
    read = read_community(json.dumps({**a_registry(), "site_url": f"https://example.org/{path}"}).encode())

    assert isinstance(read, Community)
    assert qr_code(encoded(f"{read.site_url}/session/{'a' * 80}/"), "q")


@given(st.sampled_from([*a_registry(), "recorders", "limits", "notice", "site_url", "x"]), _VALUES)
def test_no_value_in_a_registry_is_too_odd_to_be_refused(key: str, value: object) -> None:
    found = read_community(json.dumps({**a_registry(), key: value}).encode())

    assert isinstance(found, Community) or found


@given(st.sampled_from([*a_registry()["people"][0], "from", "until", "x"]), _VALUES)
def test_no_value_of_a_person_is_too_odd_to_be_refused(key: str, value: object) -> None:
    registry = a_registry()
    registry["people"][0][key] = value

    found = read_community(json.dumps(registry).encode())

    assert isinstance(found, Community) or found


def test_what_is_quickly_seen_to_be_plain_holds_nothing_that_is_ever_forbidden() -> None:
    for point in range(0x110000):
        character = chr(point)
        for text in (character, f"a{character}", f"{character}a"):
            match = FORBIDDEN.search(text)
            assert hidden_in(text) == (match.group()[0] if match else None), hex(point)
        if hidden_in(character):
            assert is_suspect(f"ก\n{character} ข"), hex(point)


HIDDEN = ["\u200b", "\u200d", "\ufe0f", "\u202e", "\u00ad", "\u2028", "\x07"]
PIECES = st.sampled_from(
    [*HIDDEN, "ก", "ำ", "a", "#", "☺", " ", "\n  ", "''", '"', "'", "\\u202e", "\\\\", "- ", ": ", "|\n "]
)


@given(
    st.lists(PIECES, max_size=12), st.sampled_from(["{}", "'{}'", '"{}"', "|\n  {}", ">-\n  {}", "[{}]", "{{a: {}}}"])
)
def test_a_value_without_escapes_hides_nothing_that_the_text_does_not_show(pieces: list[str], form: str) -> None:
    text = "---\ntitle: " + form.format("".join(pieces)) + "\n---\nBody.\n"
    parts = split(text, path="x")
    if not isinstance(parts, Split) or "\\" in text:
        return

    in_values = {finding.code for finding in hidden_in_values(parts.header, "x")}

    assert in_values <= {finding.code for finding in character_findings(text, path="x")}
