"""PDF loses people and comments; every page says and shows what it did. Source: manual/trust.md §5."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from cop_build.core.findings import Unable
from cop_build.core.insides import Found, Trait
from cop_build.edges.cleaning import clean
from tests.edges.cleaning.pictures import XMP, exif, jpeg, pixels

SECRET = "somchai@example.org"
REAL = next((Path(__file__).parents[3] / "drafts").rglob("*.pdf"))


def entries(**values: object) -> DictionaryObject:
    """Return a dictionary: a text that begins with ``/`` is a name, other text is text."""
    made = DictionaryObject()
    for name, value in values.items():
        made[NameObject(f"/{name}")] = as_object(value)
    return made


def as_object(value: object) -> PdfObject:
    if isinstance(value, PdfObject):
        return value
    if isinstance(value, str):
        return NameObject(value) if value.startswith("/") else TextStringObject(value)
    if isinstance(value, int):
        return NumberObject(value)
    assert isinstance(value, list)
    return ArrayObject(as_object(each) for each in value)


def a_writer(*, picture: bytes | None = None) -> PdfWriter:
    """Return two pages with text and a picture, that tell nothing."""
    writer = PdfWriter()
    font = writer._add_object(entries(Type="/Font", Subtype="/Type1", BaseFont="/Helvetica"))
    image = StreamObject()
    image._data = picture or jpeg()
    image.update(entries(Type="/XObject", Subtype="/Image", Width=24, Height=16, BitsPerComponent=8))
    image.update(entries(ColorSpace="/DeviceRGB", Filter="/DCTDecode"))
    drawn = writer._add_object(image)
    for number in (1, 2):
        page = writer.add_blank_page(200, 200)
        content = DecodedStreamObject()
        content.set_data(f"BT /F 12 Tf 20 100 Td (Call 1669, page {number}) Tj ET q 24 0 0 16 9 9 cm /I Do Q".encode())
        page[NameObject("/Contents")] = writer._add_object(content)
        page[NameObject("/Resources")] = entries(Font=entries(F=font), XObject=entries(I=drawn))
    writer.metadata = None
    return writer


def written(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def annotate(writer: PdfWriter, kind: str, **values: object) -> DictionaryObject:
    """Put an annotation on the first page."""
    annotation = entries(Type="/Annot", Subtype=f"/{kind}", Rect=[10, 10, 50, 50], **values)
    page = writer.pages[0]
    page.setdefault(NameObject("/Annots"), ArrayObject()).append(writer._add_object(annotation))
    return annotation


def telling() -> bytes:
    """Return a PDF with everything in it that it should lose."""
    writer = a_writer(picture=jpeg(exif=exif()))
    writer.add_metadata({"/Author": SECRET, "/Creator": SECRET, "/Company": SECRET, "/Title": "First ten minutes"})
    writer.xmp_metadata = b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>' + XMP + b"<?xpacket end='w'?>"
    note = annotate(writer, "Text", T=SECRET, Contents=SECRET)
    popup = annotate(writer, "Popup", Parent=note.indirect_reference, Contents=SECRET)
    marked = annotate(writer, "Highlight", T=SECRET, Contents=SECRET, RC=SECRET, Popup=popup.indirect_reference)
    marked[NameObject("/QuadPoints")] = as_object([10, 50, 50, 50, 10, 10, 50, 10])
    annotate(writer, "FreeText", T=SECRET, Contents="Shown on the page", DA="/F 12 Tf")
    annotate(writer, "Link", A=entries(S="/URI", URI="https://example.org/"), Contents="Where it leads")
    writer.pages[0][NameObject("/PieceInfo")] = writer._add_object(entries(Tool=entries(Private=SECRET)))
    structure = entries(Type="/StructTreeRoot", K=entries(Type="/OBJR", Obj=note.indirect_reference))
    writer.root_object[NameObject("/StructTreeRoot")] = writer._add_object(structure)
    return written(writer)


def texts(data: bytes) -> list[str]:
    return [page.extract_text().strip() for page in PdfReader(io.BytesIO(data)).pages]


def said(data: bytes) -> str:
    """Return every text and stream of a PDF, also of objects that nothing refers to."""
    reader = PdfReader(io.BytesIO(data))
    words = [data.decode("latin-1")]
    waiting: list[PdfObject | None] = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 2)]
    while waiting:
        each = waiting.pop()
        if isinstance(each, StreamObject):
            words.append(each._data.decode("latin-1"))
        if isinstance(each, DictionaryObject):
            waiting += each.values()
        elif isinstance(each, ArrayObject):
            waiting += each
        elif isinstance(each, (TextStringObject, ByteStringObject)):
            words.append(str(each))
    return "\n".join(words)


def picture_of(data: bytes) -> bytes:
    """Return the picture on the first page as it is stored."""
    (picture,) = PdfReader(io.BytesIO(data)).pages[0].images
    reference = picture.indirect_reference
    assert reference is not None
    stream = reference.get_object()
    assert isinstance(stream, StreamObject)
    return stream._data


def marks_of(data: bytes) -> list[DictionaryObject]:
    listed = PdfReader(io.BytesIO(data)).pages[0]["/Annots"]
    assert isinstance(listed, ArrayObject)
    found = [each.get_object() for each in listed]
    return [each for each in found if isinstance(each, DictionaryObject)]


def test_people_and_comments_are_in_no_byte_of_a_cleaned_file() -> None:
    data = telling()
    assert said(data).count(SECRET) >= 10

    done = clean(data, "pdf")

    assert SECRET not in said(done.data)


def test_every_page_keeps_its_text_its_marks_and_its_pictures() -> None:
    data = telling()

    after = clean(data, "pdf").data

    assert texts(after) == texts(data) == ["Call 1669, page 1", "Call 1669, page 2"]
    now = {str(each["/Subtype"]): each.get("/Contents") for each in marks_of(after)}
    assert now == {"/Highlight": None, "/FreeText": "Shown on the page", "/Link": "Where it leads"}
    properties = PdfReader(io.BytesIO(after)).metadata
    assert properties is not None and properties.title == "First ten minutes"
    assert pixels(picture_of(after)) == pixels(picture_of(data)) == pixels(jpeg())


def test_what_was_taken_out_is_named_by_pages() -> None:
    done = clean(telling(), "pdf")

    assert set(done.removed) == {
        *(Found(Trait.AUTHOR, where) for where in ("properties", "metadata", "page 1", "picture")),
        *(Found(trait, "picture") for trait in (Trait.LOCATION, Trait.CAMERA)),
        Found(Trait.COMMENT, "page 1"),
    }
    assert done.left == (Found(Trait.COMMENT, "page 1"),)  # the text that is shown on the page


def test_cleaning_again_gives_the_same_bytes() -> None:
    first = clean(telling(), "pdf")

    again = clean(first.data, "pdf")

    assert again.data is first.data and again.removed == () and again.left == first.left
    assert clean(telling(), "pdf") == first


def test_a_file_that_tells_nothing_is_the_same_bytes() -> None:
    for data in (written(a_writer()), REAL.read_bytes()):
        done = clean(data, "pdf")
        assert done.data is data and done.removed == () and done.left == ()


def test_a_program_that_calls_itself_by_an_address_goes_and_any_other_stays() -> None:
    writers = [a_writer(), a_writer()]
    for writer, name in zip(writers, (SECRET, "Writer 7.1"), strict=True):
        writer.add_metadata({"/Producer": name})

    assert [clean(written(writer), "pdf").removed for writer in writers] == [(Found(Trait.AUTHOR, "properties"),), ()]


def test_a_real_file_keeps_its_text() -> None:
    writer = PdfWriter(clone_from=REAL)
    writer.add_metadata({"/Author": SECRET})
    data = written(writer)

    done = clean(data, "pdf")

    assert done.data[:8] == data[:8]  # the version of PDF
    assert texts(done.data) == texts(data) == texts(REAL.read_bytes()) and "".join(texts(data))
    assert SECRET not in said(done.data)


def a_signature(writer: PdfWriter) -> None:
    signature = writer._add_object(entries(Type="/Sig", Filter="/Adobe.PPKLite", Name=SECRET))
    field = annotate(writer, "Widget", FT="/Sig", T="Signature1", V=signature)
    writer.root_object[NameObject("/AcroForm")] = entries(SigFlags=3, Fields=[field.indirect_reference])


def a_password(writer: PdfWriter) -> None:
    writer.encrypt("secret", algorithm="AES-256")


@pytest.mark.parametrize(
    ("seal", "left"),
    [(a_signature, Found(Trait.AUTHOR, "signature")), (a_password, Found(Trait.ENCRYPTED))],
    ids=lambda seal: getattr(seal, "__name__", ""),
)
def test_signed_and_encrypted_files_stay_as_they_are(seal: Callable[[PdfWriter], None], left: Found) -> None:
    writer = a_writer()
    writer.add_metadata({"/Author": SECRET})
    seal(writer)
    data = written(writer)

    done = clean(data, "pdf")

    assert done.data is data and done.removed == () and done.left == (left,)


def test_a_form_keeps_the_names_of_its_fields() -> None:
    writer = a_writer()
    writer.add_metadata({"/Author": SECRET})
    field = annotate(writer, "Widget", FT="/Tx", T="ward", V="ICU")
    writer.root_object[NameObject("/AcroForm")] = entries(Fields=[field.indirect_reference])

    fields = PdfReader(io.BytesIO(clean(written(writer), "pdf").data)).get_fields()

    assert fields is not None and fields["ward"]["/V"] == "ICU"


def test_scripts_and_attached_files_are_left_to_people() -> None:
    scripted, attached = a_writer(), a_writer()
    scripted.root_object[NameObject("/OpenAction")] = entries(S="/JavaScript", JS="app.alert(1)")
    attached.add_attachment("ความลับ.txt", b"x")

    assert Found(Trait.SCRIPT) in clean(written(scripted), "pdf").left
    assert Found(Trait.EMBEDDED) in clean(written(attached), "pdf").left


@pytest.mark.parametrize("cut", [5, 200, 0.5, 0.9])
def test_a_file_that_breaks_off_is_refused_or_cleaned(cut: float) -> None:
    data = telling()
    broken = data[: int(cut if cut > 1 else cut * len(data))]

    try:
        done = clean(broken, "pdf")
    except Unable as unable:
        assert unable.code == "COP140"
    else:
        assert clean(done.data, "pdf").data == done.data and cut < 1


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xd8\xff", b"PK\x03\x04"])
def test_what_is_of_another_type_is_refused(data: bytes) -> None:
    with pytest.raises(Unable) as refused:
        clean(data, "pdf")
    assert refused.value.code == "COP133"


def test_the_library_says_nothing_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    data = telling().replace(b"startxref\n", b"startxref\n9")

    done = clean(data, "pdf")

    assert SECRET not in said(done.data)
    assert capsys.readouterr() == ("", "") and logging.getLogger("pypdf").handlers
