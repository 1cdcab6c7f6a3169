"""What stands inside pdf."""

from __future__ import annotations

import io
import zlib

import pypdf
import pytest

from cop_build.core.insides import Found, Trait
from cop_build.edges.insides import Insides
from tests.edges.insides.asking import places, text, traits
from tests.edges.insides.pdfs import pdf, stream, written
from tests.edges.insides.photos import exif, picture, xmp


def test_a_plain_file_has_no_traits_and_its_text_is_told(insides: Insides) -> None:
    inside = insides.look(pdf(text="Phone 0812345678"), "pdf")

    assert inside.found == ()
    assert text(inside, "page 1") == "Phone 0812345678"


@pytest.mark.parametrize(
    ("more", "trait"),
    [
        ("<< /S /JavaScript /JS (app.alert) >>", Trait.SCRIPT),
        ("<< /S /J#61vaScript /J#53 (app.alert) >>", Trait.SCRIPT),
        ("<< /XFA [] >>", Trait.SCRIPT),
        ("<< /S /Launch /F (cmd.exe) >>", Trait.EXTERNAL),
        ("<< /S /L#61unch /F (cmd.exe) >>", Trait.EXTERNAL),
        ("<< /S /SubmitForm /F (https://example.org) >>", Trait.EXTERNAL),
        ("<< /S /ImportData /F (x) >>", Trait.EXTERNAL),
        ("<< /S /GoToR /F (x.pdf) /D [0] >>", Trait.EXTERNAL),
        ("<< /S /GoToE >>", Trait.EXTERNAL),
        ("<< /S /URI /URI (file:///etc/passwd) >>", Trait.EXTERNAL),
        ("<< /S /URI /URI (javascript:alert) >>", Trait.EXTERNAL),
        (stream(b"", "/F (https://example.org/x)"), Trait.EXTERNAL),
        ("<< /FS /URL /F (https://example.org/x) >>", Trait.EXTERNAL),
        (stream(b"x", "/Type /EmbeddedFile"), Trait.EMBEDDED),
        ("<< /Type /Filespec /F (a.exe) /EF << /F 4 0 R >> >>", Trait.EMBEDDED),
        ("<< /Subtype /RichMedia >>", Trait.EMBEDDED),
        ("<< /Subtype /Movie >>", Trait.EMBEDDED),
        ("<< /S /Sound >>", Trait.EMBEDDED),
        ("<< /Subtype /3D >>", Trait.EMBEDDED),
        ("<< /Subtype /FileAttachment >>", Trait.EMBEDDED),
        ("<< /Subtype /Text /Rect [0 0 1 1] /Contents (note) >>", Trait.COMMENT),
        ("<< /Subtype /FreeText /Rect [0 0 1 1] /Contents (note) >>", Trait.COMMENT),
        ("<< /Author (A Person) >>", Trait.AUTHOR),
    ],
)
def test_each_object_is_judged_also_when_nothing_leads_to_it(insides: Insides, more: str | bytes, trait: Trait) -> None:
    assert traits(insides.look(pdf(more), "pdf")) == {trait}
    unlisted = {1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"}
    page = {3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>", 4: "<< >>", 9: more}
    assert traits(insides.look(written(unlisted | page, listed=(1, 2, 3, 4)), "pdf")) == {trait}


def test_objects_in_packed_streams_are_judged(insides: Insides) -> None:
    packed = stream(b"6 0 << /S /JavaScript /JS (x) >>", "/Type /ObjStm /N 1 /First 4", packs=True)

    assert traits(insides.look(_with_cross_reference_stream(packed), "pdf")) == {Trait.SCRIPT}


def _with_cross_reference_stream(packed: bytes) -> bytes:
    """Return a file whose object 6 stands in the object stream 5, and whose table is a stream."""
    bodies = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        4: b"<< >>",
        5: packed,
    }
    out = bytearray(b"%PDF-1.7\n")
    rows = [b"\0\0\0\0\0"]
    for number, body in bodies.items():
        rows.append(b"\1" + len(out).to_bytes(3, "big") + b"\0")
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows.append(b"\2" + (5).to_bytes(3, "big") + b"\0")
    at = len(out)
    rows.append(b"\1" + at.to_bytes(3, "big") + b"\0")
    table = stream(b"".join(rows), "/Type /XRef /Size 8 /W [1 3 1] /Root 1 0 R", packs=True)
    return bytes(out + b"7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, at))


@pytest.mark.parametrize("target", ["https://example.org", "mailto:a@example.org", "tel:1330"])
def test_plain_links_are_text_and_no_trait(insides: Insides, target: str) -> None:
    inside = insides.look(pdf(f"<< /S /URI /URI ({target}) >>"), "pdf")

    assert inside.found == ()
    assert text(inside, "links") == target


def test_actions_on_opening_are_scripts_unless_they_go_to_a_page(insides: Insides) -> None:
    for action, expected in (
        ("<< /S /GoTo /D [3 0 R /Fit] >>", set()),
        ("[3 0 R /Fit]", set()),
        ("<< /S /Named /N /Print >>", {Trait.SCRIPT}),
        ("6 0 R", {Trait.SCRIPT}),
    ):
        data = pdf("<< /S /Hide >>", catalogue=f"/OpenAction {action}")
        assert traits(insides.look(data, "pdf")) == expected
    assert traits(insides.look(pdf(page="/AA << /O << /S /Named /N /Print >> >>"), "pdf")) == {Trait.SCRIPT}


def test_properties_name_their_author_but_programs_are_no_people(insides: Insides) -> None:
    info = "<< /Author (A Person) /Title (T) /Creator (Writer) /Producer (LibreOffice 7.4) >>"

    inside = insides.look(pdf(info, trailer="/Info 6 0 R"), "pdf")
    tools = insides.look(pdf("<< /Creator (Writer) /Producer (X) >>", trailer="/Info 6 0 R"), "pdf")

    assert inside.found == (Found(Trait.AUTHOR, "Author"),)
    assert "A Person" in text(inside, "properties")
    assert tools.found == ()


def test_xmp_names_its_author(insides: Insides) -> None:
    packet = xmp("<dc:creator><rdf:Seq><rdf:li>สมมติ</rdf:li></rdf:Seq></dc:creator>")

    inside = insides.look(pdf(stream(packet, "/Type /Metadata /Subtype /XML"), catalogue="/Metadata 6 0 R"), "pdf")

    assert inside.found == (Found(Trait.AUTHOR, "XMP creator"),)
    assert "สมมติ" in text(inside)


def test_comments_and_values_of_forms_are_told(insides: Insides) -> None:
    note = "<< /Subtype /Highlight /Rect [0 0 1 1] /Contents (call 0812345678) /T (someone) >>"
    value = "<< /FT /Tx /T (id) /V (1103701234560) >>"

    inside = insides.look(pdf(note, value), "pdf")

    assert "call 0812345678" in text(inside, "comments")
    assert "1103701234560" in text(inside, "forms")


def test_where_a_photo_inside_was_taken_is_found(insides: Insides) -> None:
    photo = picture("JPEG", exif=exif({}, gps={1: "N", 2: (13.0, 45.0, 0.0)}))

    inside = insides.look(pdf(stream(photo, "/Subtype /Image /Filter /DCTDecode")), "pdf")

    assert traits(inside) == {Trait.LOCATION}


def test_layers_that_are_off_are_hidden(insides: Insides) -> None:
    layer = "<< /Type /OCG /Name (draft) >>"
    shown = pdf(layer, catalogue="/OCProperties << /OCGs [6 0 R] /D << /OFF [] >> >>")
    hidden = pdf(layer, catalogue="/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>")

    assert insides.look(shown, "pdf").found == ()
    assert places(insides.look(hidden, "pdf"), Trait.HIDDEN) == {"layers"}


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_file_is_known_also_without_password(insides: Insides, password: str) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt(password, "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)

    assert insides.look(out.getvalue(), "pdf").found == (Found(Trait.ENCRYPTED),)


def test_a_file_begins_and_ends_as_a_pdf(insides: Insides) -> None:
    assert insides.look(b"junk" + pdf(), "pdf").found == (Found(Trait.MISMATCH),)
    assert traits(insides.look(pdf() + b"PK\x03\x04", "pdf")) == {Trait.EMBEDDED}
    assert insides.look(pdf().replace(b"%%EOF", b""), "pdf").found == (Found(Trait.UNREADABLE),)


def updated(first: bytes, number: int, body: bytes) -> bytes:
    """Return a file with a second version behind the first, in which one object is another."""
    table = int(first[first.rindex(b"startxref") :].split()[1])
    new = b"%d 0 obj\n%s\nendobj\n" % (number, body)
    entry = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size 9 /Root 1 0 R /Prev %d >>\n" % (number, len(first), table)
    return first + new + entry + b"startxref\n%d\n%%%%EOF\n" % (len(first) + len(new))


def test_a_second_version_is_fine_and_the_text_of_the_first_is_told(insides: Insides) -> None:
    second = stream(b"BT /F1 12 Tf 72 720 Td (nobody) Tj ET")

    inside = insides.look(updated(pdf(text="0812345678"), 4, second), "pdf")

    assert inside.found == ()
    assert (text(inside, "page 1"), text(inside, "older version, page 1")) == ("nobody", "0812345678")


def test_objects_that_were_replaced_are_judged(insides: Insides) -> None:
    data = updated(pdf("<< /S /Launch /F (x) >>"), 6, b"<< >>")

    assert traits(insides.look(data, "pdf")) == {Trait.EXTERNAL}


def test_versions_without_number_are_too_many(insides: Insides) -> None:
    data = pdf()
    for _ in range(30):
        data = updated(data, 6, b"<< >>")

    assert traits(insides.look(data, "pdf")) == {Trait.TOO_LARGE}


@pytest.mark.parametrize(
    "data",
    [
        pdf("[6 0 R 7 0 R]", "[7 0 R 6 0 R]"),
        pdf("7 0 R", "6 0 R"),
        pdf("<< /Kids [6 0 R] /Parent 6 0 R >>"),
        pdf(page="/Parent 3 0 R"),
        pdf(catalogue="/Outlines 1 0 R"),
        written({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
        written({1: "1 0 R"}),
        written({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: stream(b"", "/Length 2 0 R")}),
    ],
)
def test_references_in_circles_end(insides: Insides, data: bytes) -> None:
    assert Trait.TOO_LARGE not in traits(insides.look(data, "pdf"))


def test_a_stream_that_unpacks_to_gigabytes_is_too_large(insides: Insides) -> None:
    assert traits(insides.look(_bomb(), "pdf")) == {Trait.TOO_LARGE}


def _bomb() -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 2**20) for _ in range(300)) + packer.flush()
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    return written(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
            4: content,
        }
    )
