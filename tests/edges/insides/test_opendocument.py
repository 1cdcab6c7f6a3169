"""What stands inside odt and odp."""

from __future__ import annotations

import pytest

from cop_build.core.insides import Found, Trait
from cop_build.edges.insides import Insides
from tests.edges.insides.asking import places, text, traits
from tests.edges.insides.packages import odf, odf_part
from tests.edges.insides.photos import exif, picture

FRAME = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
PAGE = f'<draw:page draw:style-name="s">{FRAME.format("สไลด์")}%s</draw:page>'


def test_a_plain_file_has_no_traits(insides: Insides) -> None:
    assert insides.look(odf("odt", "<text:p>ก</text:p>"), "odt").found == ()
    assert insides.look(odf("odp", PAGE % ""), "odp").found == ()


def test_paragraphs_are_joined_from_their_spans_and_spaces(insides: Insides) -> None:
    body = '<text:p>081<text:span>234</text:span>5678<text:s text:c="2"/>น้ำ<text:tab/>x</text:p><text:h>หัวข้อ</text:h>'

    assert text(insides.look(odf("odt", body), "odt"), "content.xml") == "0812345678  น้ำ\tx\nหัวข้อ"


def test_a_comment_is_found_and_does_not_cut_its_paragraph(insides: Insides) -> None:
    note = "<office:annotation><dc:creator>ก</dc:creator><text:p>ความเห็น</text:p></office:annotation>"

    inside = insides.look(odf("odt", f"<text:p>081{note}2345678</text:p>"), "odt")

    assert traits(inside) == {Trait.COMMENT}
    assert {"0812345678", "ความเห็น"} <= set(text(inside).split("\n"))


@pytest.mark.parametrize(
    ("body", "trait"),
    [
        ("<text:tracked-changes><text:changed-region/></text:tracked-changes>", Trait.CHANGE),
        ("<office:event-listeners><script:event-listener/></office:event-listeners>", Trait.MACRO),
        ("<office:script>x</office:script>", Trait.MACRO),
        ("<draw:object-ole/>", Trait.EMBEDDED),
        ("<draw:plugin/>", Trait.EMBEDDED),
        ('<draw:image xlink:href="https://example.org/a.png"/>', Trait.EXTERNAL),
        ('<text:section><text:section-source xlink:href="../a.odt"/></text:section>', Trait.EXTERNAL),
        ('<text:a xlink:href="file:///x">x</text:a>', Trait.EXTERNAL),
        ("<text:dde-connection-decls><text:dde-connection-decl/></text:dde-connection-decls>", Trait.EXTERNAL),
        ("<text:hidden-text/>", Trait.HIDDEN),
        ('<text:section text:display="none"/>', Trait.HIDDEN),
        ('<text:p text:style-name="h">x</text:p>', Trait.HIDDEN),
    ],
)
def test_each_trait_is_found(insides: Insides, body: str, trait: Trait) -> None:
    styles = '<style:style style:name="h"><style:text-properties text:display="none"/></style:style>'

    assert traits(insides.look(odf("odt", body, styles=styles), "odt")) == {trait}


def test_plain_links_and_pictures_inside_are_no_trait(insides: Insides) -> None:
    body = '<text:a xlink:href="https://example.org">x</text:a><draw:image xlink:href="Pictures/a.png"/>'

    inside = insides.look(odf("odt", body, more={"Pictures/a.png": picture("PNG")}), "odt")

    assert inside.found == ()
    assert "https://example.org" in text(inside)


def test_a_hidden_slide_and_its_notes_are_found(insides: Insides) -> None:
    notes = f"<presentation:notes>{FRAME.format('บันทึก')}</presentation:notes>"
    style = (
        '<style:style style:name="s"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    )

    inside = insides.look(odf("odp", PAGE % "" + PAGE % notes, styles=style), "odp")

    assert places(inside, Trait.HIDDEN) == {"slide 1", "slide 2"}
    assert places(inside, Trait.NOTES) == {"slide 2"}
    assert (text(inside, "slide 2"), text(inside, "slide 2, notes")) == ("สไลด์", "บันทึก")


def test_authors_are_found(insides: Insides) -> None:
    meta = odf_part("office:document-meta", "<meta:initial-creator>ก</meta:initial-creator><dc:creator>ข</dc:creator>")

    inside = insides.look(odf("odt", "<text:p/>", more={"meta.xml": meta}), "odt")

    assert inside.found == (Found(Trait.AUTHOR, "creator"), Found(Trait.AUTHOR, "initial-creator"))


@pytest.mark.parametrize(
    ("part", "trait"),
    [
        ("Basic/Standard/Module1.xml", Trait.MACRO),
        ("Scripts/python/x.py", Trait.MACRO),
        ("Object 1/data.bin", Trait.EMBEDDED),
        ("x.exe", Trait.EMBEDDED),
    ],
)
def test_programs_and_files_inside_are_found(insides: Insides, part: str, trait: Trait) -> None:
    assert places(insides.look(odf("odt", "<text:p/>", more={part: "<x/>"}), "odt"), trait) == {part}


def test_a_picture_inside_tells_where_it_was_taken(insides: Insides) -> None:
    photo = picture("JPEG", exif=exif({}, gps={1: "N", 2: (13.0, 45.0, 0.0)}))

    inside = insides.look(odf("odt", "<text:p/>", more={"Pictures/a.jpg": photo}), "odt")

    assert inside.found == (Found(Trait.LOCATION, "Pictures/a.jpg"),)


def test_an_encrypted_file_is_known(insides: Insides) -> None:
    manifest = odf_part("manifest:manifest", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")

    inside = insides.look(odf("odt", "<text:p/>", more={"META-INF/manifest.xml": manifest}), "odt")

    assert inside.found == (Found(Trait.ENCRYPTED),)


def test_the_first_part_must_say_the_type(insides: Insides) -> None:
    template = odf("odt", "<text:p/>", mimetype="application/vnd.oasis.opendocument.text-template")

    assert insides.look(template, "odt").found == (Found(Trait.MISMATCH),)
    assert insides.look(odf("odp", ""), "odt").found == (Found(Trait.MISMATCH),)
