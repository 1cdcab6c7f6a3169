"""Office files lose people, notes and comments, stay whole, and keep everything else. Source: manual/trust.md §5."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from cop_build.core.findings import Unable
from cop_build.core.insides import Found, Trait
from cop_build.edges.cleaning import clean, packages, trees
from tests.edges.cleaning.office import BUTTON, NOTE, PICTURE, docx, notes, pptx, xlsx
from tests.edges.cleaning.packages import (
    CONTENT_TYPES,
    OFFICE,
    SECRETS,
    assert_sound,
    holds,
    parts_of,
    rels,
    rezipped,
    zipped,
)
from tests.edges.cleaning.pictures import metadata_of, orientation_of, pixels

MAKERS: dict[str, Callable[[], bytes]] = {"pptx": pptx, "docx": docx, "xlsx": xlsx}
DRAFTS = Path(__file__).parents[3] / "drafts"


def texts(part: bytes) -> list[str]:
    """Return the texts of a part's runs."""
    root = etree.fromstring(part)
    return [element.text or "" for element in root.iter("*") if etree.QName(element).localname in ("t", "v")]


@pytest.fixture(params=MAKERS)
def extension(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def test_the_examples_are_sound_and_hold_what_they_must_lose(extension: str) -> None:
    data = MAKERS[extension]()

    assert all(holds(data, secret) for secret in SECRETS)
    assert_sound(rezipped(data) if extension != "pptx" else sorted_first(data))


def sorted_first(data: bytes) -> bytes:
    parts = parts_of(data)
    return zipped({CONTENT_TYPES: parts.pop(CONTENT_TYPES), **parts})


def test_names_notes_and_comments_are_in_no_byte_of_a_cleaned_file(extension: str) -> None:
    done = clean(MAKERS[extension](), extension)

    assert not [secret for secret in SECRETS if holds(done.data, secret)]


def test_a_cleaned_file_is_whole(extension: str) -> None:
    done = clean(MAKERS[extension](), extension)

    assert_sound(done.data)
    with zipfile.ZipFile(io.BytesIO(done.data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_cleaning_again_gives_the_same_bytes_and_removes_nothing(extension: str) -> None:
    first = clean(MAKERS[extension](), extension)

    again = clean(first.data, extension)

    assert again.data is first.data and again.removed == () and again.left == first.left
    assert clean(MAKERS[extension](), extension) == first


def test_parts_that_need_no_cleaning_keep_their_bytes_and_their_order(extension: str) -> None:
    before, after = parts_of(MAKERS[extension]()), parts_of(clean(MAKERS[extension](), extension).data)

    changed = {name for name in after if after[name] != before[name]}
    telling = ("core", "app", "notes", "rels", "Types", "slide1.xml", "document.xml", "workbook", "sheet1", "media")
    assert all(any(word in name for word in telling) for name in changed)
    assert [name for name in after if name != CONTENT_TYPES] == [
        name for name in before if name in after and name != CONTENT_TYPES
    ]


def test_a_presentation_keeps_what_its_slides_show() -> None:
    before, after = parts_of(pptx()), parts_of(clean(pptx(), "pptx").data)

    for number in (1, 2, 3):
        name = f"ppt/slides/slide{number}.xml"
        assert texts(after[name]) == texts(before[name])
    assert texts(after["ppt/notesSlides/notesSlide1.xml"]) == ["1"]  # the number of the slide
    assert "สิบนาทีแรก".encode() in after["docProps/core.xml"] and b"<Slides>3</Slides>" in after["docProps/app.xml"]
    assert b"extLst" not in after["ppt/slides/slide1.xml"] and b"extLst" in after["ppt/slides/slide3.xml"]


def test_what_was_taken_out_of_a_presentation_is_named_by_slides() -> None:
    done = clean(pptx(), "pptx")

    assert set(done.removed) == {
        Found(Trait.AUTHOR, "docProps/app.xml"),
        Found(Trait.AUTHOR, "docProps/core.xml"),
        Found(Trait.AUTHOR, "docProps/custom.xml"),
        Found(Trait.HIDDEN, "docProps/thumbnail.jpeg"),
        Found(Trait.NOTES, "slide 1"),
        Found(Trait.COMMENT, "slide 2"),
        Found(Trait.AUTHOR, "ppt/commentAuthors.xml"),
        Found(Trait.AUTHOR, "ppt/authors.xml"),
        Found(Trait.AUTHOR, "ppt/changesInfos/changesInfo1.xml"),
        *(Found(trait, "ppt/media/image1.jpeg") for trait in (Trait.AUTHOR, Trait.CAMERA, Trait.LOCATION)),
    }
    assert done.left == (Found(Trait.HIDDEN, "slide 2"),)
    assert list(done.removed) == sorted(done.removed)


@pytest.mark.parametrize(("extension", "name"), [("pptx", "ppt/media/image1.jpeg"), ("docx", "word/media/รูป.jpeg")])
def test_pictures_inside_are_cleaned_and_look_the_same(extension: str, name: str) -> None:
    picture = parts_of(clean(MAKERS[extension](), extension).data)[name]

    assert pixels(picture) == pixels(PICTURE) and orientation_of(picture) == 6 and metadata_of(picture) == {}


def test_a_picture_that_cannot_be_read_stays_and_is_named() -> None:
    done = clean(rezipped(pptx(), {"ppt/media/image1.jpeg": PICTURE[:60]}), "pptx")

    assert Found(Trait.UNREADABLE, "ppt/media/image1.jpeg") in done.left
    assert parts_of(done.data)["ppt/media/image1.jpeg"] == PICTURE[:60]


def test_a_picture_that_only_a_comment_showed_goes_with_it() -> None:
    after = parts_of(clean(docx(), "docx").data)

    assert not [name for name in after if "comment" in name or "people" in name]


def test_a_document_keeps_its_text_and_loses_the_anchors_of_comments() -> None:
    after = parts_of(clean(docx(), "docx").data)["word/document.xml"]

    assert texts(after) == ["โทร 1669", " ทันที"] and b"omment" not in after
    assert b'mc:Ignorable="w14 w15"' in after and b"xmlns:w14=" in after and b"xmlns:w15=" in after
    assert after.startswith(b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>")


TRACKED = (
    '<w:p><w:ins w:id="5" w:author="สมหญิง" w:date="2026-10-26T03:00:00Z"><w:r><w:t>ใหม่</w:t></w:r></w:ins>'
    '<w:del w:id="6" w:author="สมหญิง"><w:r><w:delText>เก่า</w:delText></w:r></w:del></w:p>'
)


@pytest.mark.parametrize(
    ("story", "left"),
    [
        (TRACKED, {Trait.CHANGE}),
        ("<w:p><w:pPr><w:pPrChange w:id='1' w:author='x'><w:pPr/></w:pPrChange></w:pPr></w:p>", {Trait.CHANGE}),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ซ่อน</w:t></w:r></w:p>", {Trait.HIDDEN}),
        ("<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>เห็น</w:t></w:r></w:p>", set()),
        ("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>", set()),
        ("", set()),
    ],
)
def test_tracked_changes_and_hidden_text_are_left_to_people(story: str, left: set[Trait]) -> None:
    done = clean(docx(story=story), "docx")

    assert set(done.left) == {Found(trait, "word/document.xml") for trait in left}
    story_after = etree.fromstring(parts_of(done.data)["word/document.xml"])[0][1:]
    assert len(story_after) == (1 if story else 0)
    if story is TRACKED:
        assert story_after[0][0].attrib.values() == ["5", "สมหญิง", "2026-10-26T03:00:00Z"]


def test_a_workbook_keeps_its_cells_and_says_what_is_hidden() -> None:
    done = clean(xlsx(), "xlsx")
    after = parts_of(done.data)

    assert texts(after["xl/worksheets/sheet1.xml"]) == ["1"]
    assert not [name for name in after if "omment" in name or "person" in name or name.endswith(".vml")]
    assert b"legacyDrawing" not in after["xl/worksheets/sheet1.xml"]
    assert b"absPath" not in after["xl/workbook.xml"] and b'mc:Ignorable="x15"' in after["xl/workbook.xml"]
    assert done.left == (Found(Trait.HIDDEN, "sheet 2"), Found(Trait.HIDDEN, "sheet 3"))
    assert {Found(Trait.COMMENT, "sheet 1"), Found(Trait.AUTHOR, "xl/workbook.xml")} <= set(done.removed)


def test_an_old_drawing_that_also_holds_a_button_stays_without_the_comments() -> None:
    done = clean(xlsx(drawn=NOTE + BUTTON), "xlsx")

    drawing = parts_of(done.data)["xl/drawings/vmlDrawing1.vml"]
    assert b"Button" in drawing and b"Note" not in drawing
    assert b"legacyDrawing" in parts_of(done.data)["xl/worksheets/sheet1.xml"]
    assert_sound(done.data)


def test_an_old_drawing_that_is_no_well_formed_xml_is_read_as_office_reads_it() -> None:
    done = clean(xlsx(drawn=NOTE.replace("<div>", "<div><br>")), "xlsx")

    assert not [name for name in parts_of(done.data) if name.endswith(".vml")]


def test_hidden_rows_are_left_to_people() -> None:
    data = rezipped(
        xlsx(), {"xl/worksheets/sheet2.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData><row r="2" hidden="1"/></sheetData></worksheet>'}
    )  # fmt: skip

    assert Found(Trait.HIDDEN, "sheet 2") in clean(data, "xlsx").left


@pytest.mark.parametrize(
    ("kind", "target", "trait"),
    [
        ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "../x.bin", Trait.MACRO),
        ("oleObject", "../x.bin", Trait.EMBEDDED),
        ("package", "../x.bin", Trait.EMBEDDED),
        ("image", "! https://example.org/x.png", Trait.EXTERNAL),
        ("attachedTemplate", "! file:///C:/x.dotx", Trait.EXTERNAL),
    ],
)
def test_macros_embedded_files_and_calls_from_outside_are_left_to_people(kind: str, target: str, trait: Trait) -> None:
    listed = rels(rId7=("image", "../media/image1.jpeg"), rId9=(kind, target))

    done = clean(rezipped(pptx(), {"ppt/slides/_rels/slide3.xml.rels": listed, "ppt/x.bin": b"MZ"}), "pptx")

    assert Found(trait, "slide 3") in done.left and parts_of(done.data)["ppt/x.bin"] == b"MZ"


def test_a_link_to_the_web_is_no_call_from_outside() -> None:
    assert clean(docx(), "docx").left == ()


def test_strict_files_are_cleaned_too(extension: str) -> None:
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in parts_of(MAKERS[extension]()).items()
        if name.endswith((".xml", ".rels"))
    }

    done = clean(rezipped(MAKERS[extension](), strict), extension)

    assert done.removed == clean(MAKERS[extension](), extension).removed
    assert not [secret for secret in SECRETS if holds(done.data, secret)]


def test_empty_notes_and_empty_lists_are_nothing_to_clean() -> None:
    cleaned = clean(docx(), "docx").data
    comments = '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    types = parts_of(cleaned)[CONTENT_TYPES].replace(
        b"</Types>", b'<Override PartName="/word/comments.xml" ContentType="application/xml"/></Types>'
    )
    listed = parts_of(cleaned)["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{OFFICE}/comments" Target="comments.xml"/></Relationships>'.encode(),
    )

    empty = rezipped(
        cleaned, {CONTENT_TYPES: types, "word/_rels/document.xml.rels": listed, "word/comments.xml": comments}
    )
    quiet = rezipped(clean(pptx(), "pptx").data, {"ppt/notesSlides/notesSlide1.xml": notes("", "<a:endParaRPr/>")})

    assert clean(empty, "docx").data is empty and clean(quiet, "pptx").data is quiet


@pytest.mark.parametrize("place", sorted(DRAFTS.rglob("*.*")), ids=lambda place: str(place.relative_to(DRAFTS)))
def test_what_the_sample_community_published_is_clean(place: Path) -> None:
    data = place.read_bytes()

    if place.suffix != ".md":
        done = clean(data, place.suffix[1:])
        assert done.data is data and done.removed == () and done.left == ()


def test_a_signed_file_stays_as_it_is() -> None:
    origin = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    listed = parts_of(docx())["_rels/.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="s" Type="{origin}" Target="_xmlsignatures/origin.sigs"/></Relationships>'.encode(),
    )
    data = rezipped(docx(), {"_rels/.rels": listed, "_xmlsignatures/origin.sigs": b""})

    done = clean(data, "docx")

    assert done.data is data and done.removed == ()
    assert done.left == (Found(Trait.AUTHOR, "_xmlsignatures/origin.sigs"),)


def test_a_file_with_a_password_stays_as_it_is(extension: str) -> None:
    data = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512) + "EncryptedPackage".encode("utf-16-le")

    done = clean(data, extension)

    assert done.data is data and done.left == (Found(Trait.ENCRYPTED),)


def test_what_is_of_another_type_is_refused(extension: str) -> None:
    others = [maker() for name, maker in MAKERS.items() if name != extension]
    for data in (*others, b"", b"plain", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), zipped({"a": "b"})):
        with pytest.raises(Unable) as refused:
            clean(data, extension)
        assert refused.value.code == "COP133"


def test_a_file_that_breaks_off_or_is_damaged_is_refused(extension: str) -> None:
    data = MAKERS[extension]()
    doubled = io.BytesIO(data)
    with pytest.warns(UserWarning), zipfile.ZipFile(doubled, "a") as archive:
        archive.writestr("docProps/core.xml", "<x/>")
    damaged = (
        data[: len(data) // 2],
        data[:-30],
        doubled.getvalue(),
        data.replace(parts_of(data)["docProps/thumbnail.jpeg"][:20], bytes(20)),
        rezipped(data, {"docProps/core.xml": "<a>"}),
        rezipped(data, {"docProps/core.xml": b""}),
    )

    for case in damaged:
        if case != data:
            with pytest.raises(Unable) as refused:
                clean(case, extension)
            assert refused.value.code == "COP140"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts_of(pptx()).items():
            archive.writestr(name, content)
        with archive.open("bomb.bin", "w") as bomb:
            for _ in range(packages.MOST_BYTES >> 20):
                bomb.write(bytes(1 << 20))
    assert len(stream.getvalue()) < 1 << 20

    with pytest.raises(Unable) as refused:
        clean(stream.getvalue(), "pptx")
    assert refused.value.code == "COP141"


def test_a_part_that_swells_to_a_huge_text_is_refused() -> None:
    huge = b"<a>" + b" " * trees.MOST_BYTES + b"</a>"

    with pytest.raises(Unable) as refused:
        clean(rezipped(pptx(), {"docProps/core.xml": huge}), "pptx")
    assert refused.value.code == "COP141"


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(Unable) as refused:
        clean(rezipped(pptx(), {f"x/{number}.bin": b"" for number in range(packages.MOST_PARTS)}), "pptx")
    assert refused.value.code == "COP141"


def test_a_zip_that_says_less_than_it_holds_is_refused() -> None:
    data = zipped({CONTENT_TYPES: "x" * 1000})
    size = (1000 + len('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')).to_bytes(4, "little")
    assert data.count(size) == 2

    with pytest.raises(Unable) as refused:
        clean(data.replace(size, (10).to_bytes(4, "little")), "pptx")
    assert refused.value.code == "COP140"


LAUGHS = '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize("declared", [LAUGHS, '<!ENTITY l11 "x">', '<!ENTITY l11 SYSTEM "file:///etc/hostname">'])
def test_a_part_that_declares_entities_is_refused(declared: str) -> None:
    core = f"<!DOCTYPE coreProperties [{declared}]><coreProperties>&l11;</coreProperties>"

    with pytest.raises(Unable) as refused:
        clean(rezipped(pptx(), {"docProps/core.xml": core}), "pptx")
    assert refused.value.code == "COP140"
