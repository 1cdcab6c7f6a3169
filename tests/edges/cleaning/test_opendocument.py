"""OpenDocument files lose people, notes and annotations, and keep everything else. Source: manual/trust.md §5."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from lxml import etree

from cop_build.core.findings import Unable
from cop_build.core.insides import Found, Trait
from cop_build.edges.cleaning import clean, packages
from tests.edges.cleaning.packages import SECRETS, holds, parts_of, zipped
from tests.edges.cleaning.pictures import exif, jpeg, metadata_of, pixels

_NAMES = ("office", "meta", "text", "style", "drawing", "presentation", "manifest", "svg-compatible")
_SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES)
_SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
PICTURE = jpeg(exif=exif())
META = (
    f"<office:document-meta {_SPACES}><office:meta><dc:title>สิบนาทีแรก</dc:title><dc:creator>สมชาย ใจดี</dc:creator>"
    "<meta:initial-creator>สมชาย ใจดี</meta:initial-creator><meta:editing-cycles>7</meta:editing-cycles>"
    '<meta:user-defined meta:name="Owner">somchai@example.org</meta:user-defined></office:meta></office:document-meta>'
)
NOTE = (
    '<office:annotation office:name="1"><dc:creator>สมชาย ใจดี</dc:creator><text:p>somchai@example.org</text:p>'
    "</office:annotation>"
)
TEXT = (
    f"<text:p>โทร {NOTE}1669<office:annotation-end office:name='1'/> ทันที</text:p>"
    f"<text:p>{NOTE}</text:p><text:h>หัวข้อ</text:h>"
)
SLIDES = (
    '<drawing:page drawing:style-name="dp1"><drawing:frame><text:p>หนึ่ง</text:p></drawing:frame><presentation:notes>'
    "<drawing:frame><text:p>ถาม <text:span>Ward 7 Hospital</text:span></text:p></drawing:frame>"
    '<drawing:frame presentation:class="page-number"><text:p><text:page-number>1</text:page-number></text:p>'
    "</drawing:frame></presentation:notes>"
    f'</drawing:page><drawing:page drawing:style-name="dp2">{NOTE}<text:p>สอง</text:p></drawing:page>'
)
STYLES = (
    '<style:style style:name="dp1"><style:drawing-page-properties/></style:style><style:style style:name="dp2">'
    '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
)


def opened(kind: str, body: str, *, styles: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return an OpenDocument file. Args: more: parts besides the usual ones."""
    more = more or {}
    parts: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
        "Thumbnails/thumbnail.png": b"\x89PNG",
        "content.xml": f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_SPACES}/>",
        "meta.xml": META,
        "Pictures/รูป.jpg": PICTURE,
        **more,
    }
    listed = "".join(f'<manifest:file-entry manifest:full-path="{name}"/>' for name in parts if name != "mimetype")
    manifest = f"<manifest:manifest {_SPACES}>{listed}</manifest:manifest>"
    return zipped({**parts, "META-INF/manifest.xml": manifest} if "META-INF/manifest.xml" not in more else parts)


def odt(**more: str | bytes) -> bytes:
    return opened("text", TEXT, more=more)


def odp(**more: str | bytes) -> bytes:
    return opened("presentation", SLIDES, styles=STYLES, more=more)


MAKERS: dict[str, Callable[..., bytes]] = {"odt": odt, "odp": odp}


@pytest.fixture(params=MAKERS)
def extension(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def text_of(data: bytes) -> str:
    return "|".join(etree.fromstring(parts_of(data)["content.xml"]).itertext())


def test_names_notes_and_annotations_are_in_no_byte_of_a_cleaned_file(extension: str) -> None:
    data = MAKERS[extension]()
    assert all(holds(data, secret) for secret in SECRETS[:2])

    done = clean(data, extension)

    assert not [secret for secret in SECRETS if holds(done.data, secret)]
    assert "สิบนาทีแรก".encode() in parts_of(done.data)["meta.xml"]


def test_cleaning_again_gives_the_same_bytes(extension: str) -> None:
    first = clean(MAKERS[extension](), extension)

    again = clean(first.data, extension)

    assert again.data is first.data and again.removed == () and again.left == first.left


def test_a_cleaned_file_lists_what_it_holds_and_begins_with_its_type(extension: str) -> None:
    data = clean(MAKERS[extension](), extension).data

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        for name in archive.namelist():
            assert not name.endswith(".xml") or etree.fromstring(archive.read(name)) is not None
    listed = {next(iter(entry.attrib.values())) for entry in etree.fromstring(parts_of(data)["META-INF/manifest.xml"])}
    assert listed == parts_of(data).keys() - {"mimetype", "META-INF/manifest.xml"}


def test_the_text_around_annotations_stays() -> None:
    assert text_of(clean(odt(), "odt").data).replace("|", "") == "โทร 1669 ทันทีหัวข้อ"


def test_notes_are_emptied_and_slides_stay() -> None:
    done = clean(odp(), "odp")

    assert text_of(done.data) == "หนึ่ง|1|สอง"
    assert {Found(Trait.NOTES, "slide 1"), Found(Trait.COMMENT, "slide 2")} <= set(done.removed)
    assert done.left == (Found(Trait.HIDDEN, "slide 2"),)


def test_the_annotations_of_libreoffice_go_and_those_of_formulas_stay() -> None:
    own = (
        '<o:annotation xmlns:o="http://openoffice.org/2009/office"><text:p>somchai@example.org</text:p></o:annotation>'
    )
    formula = '<m:annotation xmlns:m="http://www.w3.org/1998/Math/MathML">x over y</m:annotation>'

    done = clean(opened("presentation", f"<drawing:page>{own}{formula}</drawing:page>"), "odp")

    assert text_of(done.data) == "x over y" and Found(Trait.COMMENT, "slide 1") in done.removed


def test_pictures_inside_are_cleaned_and_look_the_same(extension: str) -> None:
    picture = parts_of(clean(MAKERS[extension](), extension).data)["Pictures/รูป.jpg"]

    assert pixels(picture) == pixels(PICTURE) and metadata_of(picture) == {}


@pytest.mark.parametrize(
    ("body", "trait"),
    [
        ("<text:tracked-changes><text:changed-region/></text:tracked-changes>", Trait.CHANGE),
        ("<text:p><text:hidden-text>ซ่อน</text:hidden-text></text:p>", Trait.HIDDEN),
        ('<text:section text:display="none"><text:p>ซ่อน</text:p></text:section>', Trait.HIDDEN),
    ],
)
def test_changes_and_what_is_hidden_are_left_to_people(body: str, trait: Trait) -> None:
    assert clean(opened("text", body), "odt").left == (Found(trait, "content.xml"),)


@pytest.mark.parametrize(
    ("part", "trait"),
    [("Basic/Standard/Module1.xml", Trait.MACRO), ("Object 1", Trait.EMBEDDED), ("Versions/Version1", Trait.HIDDEN)],
)
def test_macros_embedded_files_and_old_versions_are_left_to_people(extension: str, part: str, trait: Trait) -> None:
    done = clean(MAKERS[extension](**{part: "<x/>"}), extension)

    assert Found(trait, part) in done.left and part in parts_of(done.data)


def test_a_file_that_tells_nothing_is_the_same_bytes(extension: str) -> None:
    first = clean(MAKERS[extension](), extension).data
    parts = parts_of(first)
    data = zipped({"mimetype": parts.pop("mimetype"), **parts})
    assert data != first, "made at another time, by another program"

    assert clean(data, extension).data is data


def test_signed_and_encrypted_files_stay_as_they_are(extension: str) -> None:
    signed = MAKERS[extension](**{"META-INF/documentsignatures.xml": "<x/>"})
    listed = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    manifest = f"<manifest:manifest {_SPACES}>{listed}</manifest:manifest>"
    locked = MAKERS[extension](**{"META-INF/manifest.xml": manifest, "content.xml": b"\0\1"})

    assert clean(signed, extension).data is signed and clean(locked, extension).data is locked
    assert clean(signed, extension).left == (Found(Trait.AUTHOR, "META-INF/documentsignatures.xml"),)
    assert clean(locked, extension).left == (Found(Trait.ENCRYPTED),)


def test_what_is_of_another_type_or_damaged_is_refused(extension: str) -> None:
    other = next(maker() for name, maker in MAKERS.items() if name != extension)
    data = MAKERS[extension]()
    cases = {other: "COP133", b"": "COP133", zipped({"a": "b"}): "COP133", data[:-30]: "COP140"}
    cases[MAKERS[extension](**{"meta.xml": "<a>"})] = "COP140"

    for case, code in cases.items():
        with pytest.raises(Unable) as refused:
            clean(case, extension)
        assert refused.value.code == code


def test_too_many_parts_are_refused(extension: str) -> None:
    with pytest.raises(Unable) as refused:
        clean(MAKERS[extension](**{f"x{number}": b"" for number in range(packages.MOST_PARTS)}), extension)
    assert refused.value.code == "COP141"
