"""Files that are made to break, to deceive or to exhaust a reader."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib

import pytest

from cop_build.core.insides import Found, Trait
from cop_build.edges.insides import Insides
from tests.edges.insides.asking import text, traits
from tests.edges.insides.packages import docx, office, pptx, relationships, shape, slide, zipped
from tests.edges.insides.samples import SAMPLES, TEXTS

OFFICE_KINDS = ("pptx", "docx", "xlsx", "odt", "odp")
MANY = 1_000_000


class Pipe(io.RawIOBase):
    """Keeps what is written and cannot go back, so that sizes are told only behind each part."""

    def __init__(self) -> None:
        self.sent = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # zipfile writes bytes only
        self.sent += data
        return len(data)


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_file_that_breaks_off_is_never_taken_for_a_whole_one(insides: Insides, kind: str) -> None:
    whole = SAMPLES[kind]
    assert insides.look(whole, kind).found or kind in TEXTS
    worker = insides.worker_id

    for end in range(0, len(whole) - 8, 7):
        inside = insides.look(whole[:end], kind)
        assert inside.found or kind in TEXTS, end

    assert insides.worker_id == worker, "the worker broke"


@pytest.mark.parametrize("kind", SAMPLES)
def test_bytes_that_were_changed_break_no_reader(insides: Insides, kind: str) -> None:
    chance = random.Random(kind)
    insides.look(b"", kind)
    worker = insides.worker_id

    for _ in range(150):
        changed = bytearray(SAMPLES[kind])
        for _ in range(chance.randint(1, 6)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        insides.look(bytes(changed), kind)

    assert insides.worker_id == worker, "the worker broke"


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("data", [b"", b"\0", b"PK\x05\x06" + bytes(18), b"\xff" * 4096, b"%PDF-", b"A" * 70_000])
def test_what_is_no_such_file_at_all_has_a_trait(insides: Insides, kind: str, data: bytes) -> None:
    assert insides.look(data, kind).found or kind in TEXTS


def test_an_unknown_extension_is_a_mismatch(insides: Insides) -> None:
    assert insides.look(b"x", "exe").found == (Found(Trait.MISMATCH),)


@pytest.mark.parametrize("kind", OFFICE_KINDS)
@pytest.mark.parametrize(
    ("before", "after"),
    [(b"MZ", b""), (b"", b"<html>"), (b"\0" * 512, b""), (SAMPLES["pdf"], b""), (b"", SAMPLES["pdf"])],
)
def test_bytes_around_an_archive_make_it_another_file(insides: Insides, kind: str, before: bytes, after: bytes) -> None:
    assert traits(insides.look(before + SAMPLES[kind] + after, kind)) == {Trait.MISMATCH}


def test_an_archive_behind_another_archive_is_unreadable(insides: Insides) -> None:
    assert insides.look(zipped({"a": "b"}) + SAMPLES["docx"], "docx").found


@pytest.mark.parametrize(
    "name",
    ["../a.xml", "/a.xml", "a\\b.xml", "c:a.xml", "word/../../a.xml", "a//b.xml", "./a.xml", "WORD/DOCUMENT.XML"],
)
def test_names_that_lead_elsewhere_or_stand_twice_are_unreadable(insides: Insides, name: str) -> None:
    assert traits(insides.look(docx("<w:p/>", more={name: "<x/>"}), "docx")) == {Trait.UNREADABLE}


def test_a_part_that_stands_twice_is_unreadable(insides: Insides) -> None:
    out = io.BytesIO(SAMPLES["docx"])
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("word/document.xml", "<other/>")

    assert traits(insides.look(out.getvalue(), "docx")) == {Trait.UNREADABLE}


def test_parts_written_while_they_are_sent_are_read(insides: Insides) -> None:
    pipe = Pipe()
    with zipfile.ZipFile(io.BytesIO(SAMPLES["docx"])) as source, zipfile.ZipFile(pipe, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, source.read(name))

    assert insides.look(bytes(pipe.sent), "docx") == insides.look(SAMPLES["docx"], "docx")


def test_an_encrypted_part_is_known(insides: Insides) -> None:
    data = bytearray(SAMPLES["docx"])
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1

    assert traits(insides.look(bytes(data), "docx")) == {Trait.ENCRYPTED}


def test_a_bomb_of_one_part_is_too_large(insides: Insides) -> None:
    assert traits(insides.look(docx("<w:p/>", more={"a.xml": bytes(2**28)}), "docx")) == {Trait.TOO_LARGE}


def test_a_bomb_of_many_parts_is_too_large(insides: Insides) -> None:
    parts = {f"a{number}.xml": b"<a>" + bytes(7 * 2**20) for number in range(30)}

    assert traits(insides.look(docx("<w:p/>", more=parts), "docx")) == {Trait.TOO_LARGE}


def test_a_bomb_whose_parts_lie_over_each_other_is_refused(insides: Insides) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packer.compress(bytes(40 * 2**20)) + packer.flush()
    sizes = struct.pack("<LLL", zlib.crc32(bytes(40 * 2**20)), len(kernel), 40 * 2**20)
    local = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\x21\0" + sizes + struct.pack("<HH", 4, 0)
    out, entries = bytearray(local + b"0000" + kernel), bytearray()
    for number in range(200):
        entries += b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\x21\0" + sizes
        entries += struct.pack("<HHHHHLL", 4, 0, 0, 0, 0, 0, 0) + b"%04d" % number
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 200, 200, len(entries), len(out), 0)

    data = bytes(out + entries + end)

    assert len(data) < 60_000
    assert traits(insides.look(data, "docx")) & {Trait.TOO_LARGE, Trait.UNREADABLE}


def test_a_part_that_is_larger_than_it_says_is_too_large(insides: Insides) -> None:
    content = bytes(2**22)
    data = docx("<w:p/>", more={"word/a.xml": content})
    said, lie = struct.pack("<L", len(content)), struct.pack("<L", 10)
    lying = data.replace(said, lie).replace(
        struct.pack("<L", zlib.crc32(content)), struct.pack("<L", zlib.crc32(content[:10]))
    )

    assert lying != data
    assert insides.look(lying, "docx").found == (Found(Trait.TOO_LARGE, "word/a.xml"),)


def test_archives_in_archives_are_never_unpacked(insides: Insides) -> None:
    inner = zipped({"a": bytes(2**26)})
    for _ in range(30):
        inner = zipped({"a": inner, "b": inner} if len(inner) < 20_000 else {"a": inner})

    assert traits(insides.look(docx("<w:p/>", more={"word/a.zip": inner}), "docx")) == {Trait.EMBEDDED}


def test_a_million_empty_parts_are_too_many(insides: Insides) -> None:
    names = [b"%07d" % number for number in range(MANY)]
    head = b"PK\x03\x04\x14" + bytes(21) + struct.pack("<HH", 7, 0)
    parts = b"".join(head + name for name in names)
    entry = b"PK\x01\x02\x14\0\x14" + bytes(21) + struct.pack("<HHHHHL", 7, 0, 0, 0, 0, 0)
    entries = b"".join(entry + struct.pack("<L", number * 37) + name for number, name in enumerate(names))
    for count in (0xFFFF, 4):
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entries), len(parts), 0)
        assert traits(insides.look(parts + entries + end, "docx")) == {Trait.TOO_LARGE}


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "document",
    [
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x>&l11;</x>',
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x a="&l11;"/>',
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
        '<!DOCTYPE x SYSTEM "https://example.org/a.dtd"><x/>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><x/>',
        "<!DOCTYPE x><x/>",
        "<x>",
        "",
        "<x>&unknown;</x>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_refused_and_never_followed(
    insides: Insides, document: str, encoding: str
) -> None:
    inside = insides.look(pptx(slide(), more={"ppt/slides/slide1.xml": document.encode(encoding)}), "pptx")

    assert traits(inside) == {Trait.UNREADABLE}
    assert "root:" not in text(inside) and "haha" not in text(inside)


@pytest.mark.parametrize("encoding", ["utf-7", "cp037"])
def test_a_document_type_in_an_odd_encoding_is_refused(insides: Insides, encoding: str) -> None:
    hidden = "<!DOCTYPE x [<!ENTITY a 'haha'>]><x>&a;</x>".encode(encoding)
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + hidden

    inside = insides.look(pptx(slide(), more={"ppt/slides/slide1.xml": declared}), "pptx")

    assert traits(inside) == {Trait.UNREADABLE}
    assert "haha" not in text(inside)


def test_xml_that_includes_another_file_includes_nothing(insides: Insides) -> None:
    include = '<x xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd" parse="text"/></x>'

    assert "root:" not in text(insides.look(docx("<w:p/>", more={"word/a.xml": include}), "docx"))


@pytest.mark.parametrize("depth", [300, 100_000])
def test_nesting_without_end_is_refused(insides: Insides, depth: int) -> None:
    nested = "<a>" * depth + "</a>" * depth

    found = traits(insides.look(office("docx", {"word/document.xml": nested}), "docx"))

    assert found & {Trait.UNREADABLE, Trait.TOO_LARGE}


def test_more_text_than_anyone_reads_is_too_large(insides: Insides) -> None:
    assert traits(insides.look(b"a" * (33 * 2**20), "csv")) == {Trait.TOO_LARGE}


def test_a_relationship_in_circles_ends(insides: Insides) -> None:
    more = {
        "ppt/slides/_rels/slide1.xml.rels": relationships(("slide", "slide1.xml"), ("notesSlide", "slide1.xml")),
        "ppt/_rels/_rels/presentation.xml.rels.rels": relationships(("slide", "presentation.xml.rels")),
    }

    assert insides.look(pptx(slide(shape("")), more=more), "pptx").found == ()
