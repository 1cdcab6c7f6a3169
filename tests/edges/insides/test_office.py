"""What stands inside pptx, docx and xlsx."""

from __future__ import annotations

import pytest

from cop_build.core.insides import Found, Trait
from cop_build.edges.insides import Insides
from tests.edges.insides.asking import places, text, traits
from tests.edges.insides.packages import (
    CORE,
    MAIN_TYPES,
    A,
    P,
    R,
    S,
    W,
    docx,
    office,
    paragraph,
    pptx,
    relationships,
    run,
    shape,
    slide,
    xlsx,
    zipped,
)
from tests.edges.insides.photos import exif, picture

TONES = "ก่ ก้ ก๊ ก๋ น้ำ ปั๊ม เก๋ ญี่ปุ่น ฎีกา ฤๅ ใกล้ ๆ ฯ ์ ํ ๎ ฺ ๑๒๓ “ทดสอบ”"
VANISH = "<w:rPr><w:vanish/></w:rPr>"
STYLED = '<w:rPr><w:rStyle w:val="h"/></w:rPr>'
HIDING = f'<w:styles {W}><w:style w:styleId="h">{VANISH}</w:style></w:styles>'
EMPTY = {
    "pptx": pptx(slide(shape(paragraph("สไลด์")))),
    "docx": docx(f"<w:p>{run('ย่อหน้า')}</w:p>"),
    "xlsx": xlsx('<sheetData><row><c t="s"><v>0</v></c></row></sheetData>', shared=["<t>ข้อความ</t>"]),
}


@pytest.mark.parametrize("kind", EMPTY)
def test_a_plain_file_has_no_traits(insides: Insides, kind: str) -> None:
    assert insides.look(EMPTY[kind], kind).found == ()


def test_slides_are_told_in_the_order_in_which_they_are_shown(insides: Insides) -> None:
    data = pptx(slide(shape(paragraph("a"))), slide(shape(paragraph("b") + paragraph("c"))), backwards=True)

    inside = insides.look(data, "pptx")

    assert (text(inside, "slide 1"), text(inside, "slide 2")) == ("box\nb\nc", "box\na")


def test_a_number_that_is_cut_into_runs_is_one_number(insides: Insides) -> None:
    runs = "".join(run(part) for part in ("1-1037", "-01234-", "56-0"))

    assert "1-1037-01234-56-0" in text(insides.look(pptx(slide(shape(paragraph("1-1037", "-01234-", "56-0")))), "pptx"))
    assert "1-1037-01234-56-0" in text(insides.look(docx(f"<w:p>{runs}</w:p>"), "docx"))
    cut = "<r><t>1-1037</t></r><r><t>-01234-56-0</t></r>"
    assert "1-1037-01234-56-0" in text(insides.look(xlsx("<sheetData/>", shared=[cut]), "xlsx"))


def test_thai_text_comes_back_unchanged(insides: Insides) -> None:
    cells = f'<sheetData><row><c t="inlineStr"><is><t>{TONES}</t></is></c></row></sheetData>'

    assert TONES in text(insides.look(pptx(slide(shape(paragraph(TONES)))), "pptx"), "slide 1")
    assert TONES in text(insides.look(docx(f"<w:p>{run(TONES)}</w:p>"), "docx"), "word/document.xml")
    assert TONES in text(insides.look(xlsx(cells), "xlsx"), "ชีต")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("1.10370123456E12", "1103701234560"),
        ("812345678", "812345678"),
        ("8.12345678E+08", "812345678"),
        ("1103701234560.0", "1103701234560"),
        ("-2.50", "-2.5"),
        ("100", "100"),
        ("1E300000000", "1E300000000"),
        ("NaN", "NaN"),
    ],
)
def test_numbers_in_cells_are_told_without_exponent(insides: Insides, written: str, plain: str) -> None:
    data = xlsx(f"<sheetData><row><c><v>{written}</v></c></row></sheetData>")

    assert text(insides.look(data, "xlsx"), "ชีต") == plain


@pytest.mark.parametrize("kind", MAIN_TYPES)
@pytest.mark.parametrize("named", MAIN_TYPES)
def test_a_file_under_another_types_name_is_a_mismatch(insides: Insides, kind: str, named: str) -> None:
    assert (Found(Trait.MISMATCH) in insides.look(EMPTY[kind], named).found) is (kind != named)


@pytest.mark.parametrize(
    ("kind", "family"),
    [("pptx", "ms-powerpoint.presentation"), ("docx", "ms-word.document"), ("xlsx", "ms-excel.sheet")],
)
def test_a_macro_file_under_a_plain_name_has_macros(insides: Insides, kind: str, family: str) -> None:
    main = {"pptx": "ppt/presentation.xml", "docx": "word/document.xml", "xlsx": "xl/workbook.xml"}[kind]
    data = office(kind, {main: "<x/>"}, main_type=f"application/vnd.{family}.macroEnabled.main+xml")

    assert Trait.MACRO in traits(insides.look(data, kind))


def test_a_macro_project_is_found_under_any_content_type(insides: Insides) -> None:
    data = pptx(slide(), more={"ppt/vbaProject.bin": b"\xd0\xcf\x11\xe0"})

    assert places(insides.look(data, "pptx"), Trait.MACRO) == {"ppt/vbaProject.bin"}


def test_a_macro_is_found_behind_a_click(insides: Insides) -> None:
    data = pptx(slide(shape('<a:p><a:r><a:rPr><a:hlinkClick action="ppaction://macro?name=x"/></a:rPr></a:r></a:p>')))

    assert Trait.MACRO in traits(insides.look(data, "pptx"))


@pytest.mark.parametrize(
    "name",
    [
        "ppt/embeddings/oleObject1.bin",
        "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx",
        "ppt/activeX/activeX1.bin",
        "ppt/media/inner.zip",
        "ppt/tool.exe",
    ],
)
def test_a_file_inside_is_embedded_and_named(insides: Insides, name: str) -> None:
    data = pptx(slide(), more={name: zipped({"a": "b"})})

    assert places(insides.look(data, "pptx"), Trait.EMBEDDED) == {name}


def test_an_archive_under_the_name_of_a_picture_is_embedded(insides: Insides) -> None:
    data = pptx(slide(), more={"ppt/media/image1.png": zipped({"a": "b"})})

    assert places(insides.look(data, "pptx"), Trait.EMBEDDED) == {"ppt/media/image1.png"}


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://example.org/a.dotm"),
        ("image", "https://example.org/a.png"),
        ("oleObject", "file:///a.xlsx"),
        ("video", "https://example.org/a.mp4"),
        ("hyperlink", "file://server/share"),
        ("hyperlink", r"\\server\share"),
        ("hyperlink", "ms-msdt:/id"),
        ("hyperlink", "javascript:alert(1)"),
    ],
)
def test_what_is_fetched_or_opened_outside_is_external(insides: Insides, kind: str, target: str) -> None:
    inside = insides.look(docx("<w:p/>", links=[(kind, target, "External")]), "docx")

    assert places(inside, Trait.EXTERNAL) == {"word/document.xml"}
    assert target in text(inside)


@pytest.mark.parametrize("target", ["https://example.org/x", "http://example.org", "mailto:a@example.org", "tel:1330"])
def test_plain_links_are_no_trait_and_their_targets_are_text(insides: Insides, target: str) -> None:
    inside = insides.look(docx("<w:p/>", links=[("hyperlink", target, "External")]), "docx")

    assert inside.found == ()
    assert target in text(inside)


@pytest.mark.parametrize(
    "codes",
    [
        ['DDEAUTO c:\\\\windows\\\\cmd.exe "/k x"'],
        [" DDE", "AUTO cmd x"],
        ["INCLUDEPICTURE https://example.org/a.png"],
        ['HYPERLINK "file://server/x"'],
        ["QUOTE 68 68 69 65"],
    ],
)
def test_fields_that_reach_out_are_external_however_cut(insides: Insides, codes: list[str]) -> None:
    pieces = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    body = (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{pieces}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )

    assert Trait.EXTERNAL in traits(insides.look(docx(body), "docx"))
    if len(codes) == 1:
        simple = f"<w:p><w:fldSimple w:instr='{codes[0]}'/></w:p>"
        assert Trait.EXTERNAL in traits(insides.look(docx(simple), "docx"))


@pytest.mark.parametrize("code", ["PAGE", 'HYPERLINK "https://example.org"', 'HYPERLINK \\l "place"', "TOC \\o"])
def test_ordinary_fields_are_no_trait(insides: Insides, code: str) -> None:
    assert insides.look(docx(f"<w:p><w:fldSimple w:instr='{code}'/></w:p>"), "docx").found == ()


@pytest.mark.parametrize(
    "formula", ["cmd|' /C calc'!A0", 'WEBSERVICE("https://example.org")', 'HYPERLINK("file://server/x","a")']
)
def test_formulas_that_reach_out_are_external(insides: Insides, formula: str) -> None:
    escaped = formula.replace('"', "&quot;")
    in_a_cell = xlsx(f"<sheetData><row><c><f>{escaped}</f><v>1</v></c></row></sheetData>")
    in_a_name = xlsx("<sheetData/>", book=f'<definedNames><definedName name="n">{escaped}</definedName></definedNames>')

    assert places(insides.look(in_a_cell, "xlsx"), Trait.EXTERNAL) == {"ชีต"}
    assert places(insides.look(in_a_name, "xlsx"), Trait.EXTERNAL) == {"xl/workbook.xml"}


def test_an_ordinary_formula_is_text_and_no_trait(insides: Insides) -> None:
    inside = insides.look(xlsx("<sheetData><row><c><f>SUM(A1:A2)</f><v>3</v></c></row></sheetData>"), "xlsx")

    assert inside.found == ()
    assert text(inside, "ชีต") == "3\n=SUM(A1:A2)"


def test_dde_links_of_a_workbook_are_external(insides: Insides) -> None:
    link = f'<externalLink {S}><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'

    inside = insides.look(xlsx("<sheetData/>", more={"xl/externalLinks/externalLink1.xml": link}), "xlsx")

    assert Trait.EXTERNAL in traits(inside)
    assert "/c calc" in text(inside)


def test_where_a_picture_inside_was_taken_is_found(insides: Insides) -> None:
    photo = picture("JPEG", exif=exif({0x010F: "Maker"}, gps={1: "N", 2: (13.0, 45.0, 0.0)}))

    inside = insides.look(docx("<w:p/>", more={"word/media/image1.jpeg": photo}), "docx")

    assert places(inside, Trait.LOCATION) == places(inside, Trait.CAMERA) == {"word/media/image1.jpeg"}


def test_names_in_the_properties_are_authors_with_their_text(insides: Insides) -> None:
    more = {
        "docProps/core.xml": f"<cp:coreProperties {CORE}><dc:creator>ผู้เขียน</dc:creator>"
        "<cp:lastModifiedBy>B</cp:lastModifiedBy><dc:title>ชื่อ</dc:title></cp:coreProperties>",
        "docProps/app.xml": "<Properties><Application>X</Application><Company>C</Company><Manager/></Properties>",
        "docProps/custom.xml": '<Properties><property name="n"><lpwstr>กำหนดเอง</lpwstr></property></Properties>',
    }

    inside = insides.look(pptx(slide(), more=more), "pptx")

    assert inside.found == tuple(Found(Trait.AUTHOR, where) for where in ("company", "creator", "lastModifiedBy"))
    assert all(word in text(inside) for word in ("ผู้เขียน", "ชื่อ", "กำหนดเอง"))


def test_comments_are_found_with_their_text(insides: Insides) -> None:
    word = f'<w:comments {W}><w:comment w:author="ก"><w:p>{run("ความเห็น")}</w:p></w:comment></w:comments>'
    old = f"<p:cmLst {P}><p:cm><p:text>ความเห็น</p:text></p:cm></p:cmLst>"
    modern = 'xmlns="http://schemas.microsoft.com/office/powerpoint/2018/8/main"'
    new = f"<cmLst {modern} {A}><cm><txBody>{paragraph('ความ', 'เห็น')}</txBody></cm></cmLst>"
    runs = "<r><t>ความ</t></r><r><t>เห็น</t></r>"
    cell = f"<comments {S}><commentList><comment><text>{runs}</text></comment></commentList></comments>"
    thread = "<ThreadedComments><threadedComment><text>ความเห็น</text></threadedComment></ThreadedComments>"
    authors = {"ppt/commentAuthors.xml": f'<p:cmAuthorLst {P}><p:cmAuthor name="ก"/></p:cmAuthorLst>'}
    link = {"ppt/slides/_rels/slide1.xml.rels": relationships(("comments", "../comments/comment1.xml"))}

    for data, kind, where in (
        (docx("<w:p/>", more={"word/comments.xml": word}), "docx", "word/comments.xml"),
        (pptx(slide(), more={"ppt/comments/comment1.xml": old, **link}), "pptx", "slide 1, comments"),
        (pptx(slide(), more={"ppt/comments/modernComment_1.xml": new}), "pptx", "ppt/comments/modernComment_1.xml"),
        (xlsx("<sheetData/>", more={"xl/comments1.xml": cell}), "xlsx", "xl/comments1.xml"),
        (xlsx("<sheetData/>", more={"xl/threadedComments/t1.xml": thread}), "xlsx", "xl/threadedComments/t1.xml"),
    ):
        inside = insides.look(data, kind)
        assert places(inside, Trait.COMMENT) == {where}
        assert "ความเห็น" in text(inside, where).split("\n")
    assert traits(insides.look(pptx(slide(), more=authors), "pptx")) == {Trait.COMMENT}


@pytest.mark.parametrize("mark", ["ins", "del", "moveFrom", "moveTo", "rPrChange"])
def test_tracked_changes_are_found(insides: Insides, mark: str) -> None:
    assert traits(insides.look(docx(f'<w:p><w:{mark} w:author="ก"/></w:p>'), "docx")) == {Trait.CHANGE}


def test_a_number_is_told_as_it_was_before_and_after_a_tracked_change(insides: Insides) -> None:
    changed = "<w:del><w:r><w:delText>1</w:delText></w:r></w:del><w:ins><w:r><w:t>2</w:t></w:r></w:ins>"

    inside = insides.look(docx(f"<w:p>{run('081')}{changed}{run('345')}</w:p>"), "docx")

    assert text(inside, "word/document.xml").split("\n") == ["0812345", "0811345"]


@pytest.mark.parametrize(
    ("data", "kind", "where"),
    [
        (pptx(slide(), slide(attributes='show="0"')), "pptx", "slide 2"),
        (pptx(slide(shape("", attributes='hidden="1"'))), "pptx", "slide 1"),
        (pptx(slide(), more={"ppt/slides/slide9.xml": slide()}), "pptx", "ppt/slides/slide9.xml"),
        (xlsx("<sheetData/>", sheet='state="veryHidden"'), "xlsx", "ชีต"),
        (xlsx('<sheetData><row hidden="1"/></sheetData>'), "xlsx", "ชีต"),
        (xlsx('<cols><col hidden="1"/></cols><sheetData/>'), "xlsx", "ชีต"),
        (docx(f"<w:p>{run('x', VANISH)}</w:p>"), "docx", "word/document.xml"),
        (docx(f"<w:p>{run('x', STYLED)}</w:p>", more={"word/styles.xml": HIDING}), "docx", "word/document.xml"),
    ],
)
def test_what_a_reader_does_not_see_is_hidden(insides: Insides, data: bytes, kind: str, where: str) -> None:
    assert insides.look(data, kind).found == (Found(Trait.HIDDEN, where),)


def test_text_whose_hiding_is_switched_off_is_not_hidden(insides: Insides) -> None:
    shown = VANISH.replace("<w:vanish/>", '<w:vanish w:val="0"/>')

    assert insides.look(docx(f"<w:p>{run('x', shown)}</w:p>"), "docx").found == ()


def test_notes_are_found_with_their_text_and_slide(insides: Insides) -> None:
    notes = slide(shape(paragraph("บันทึก")), shape(paragraph("1"), placeholder="sldNum"), root="notes")
    more = {
        "ppt/slides/_rels/slide2.xml.rels": relationships(("notesSlide", "../notesSlides/notesSlide1.xml")),
        "ppt/notesSlides/notesSlide1.xml": notes,
    }

    inside = insides.look(pptx(slide(), slide(), more=more), "pptx")

    assert inside.found == (Found(Trait.NOTES, "slide 2"),)
    assert "บันทึก" in text(inside, "slide 2, notes")


def test_a_page_of_notes_with_a_number_only_is_no_trait(insides: Insides) -> None:
    notes = slide(shape(paragraph("1"), placeholder="sldNum"), shape("", placeholder="body"), root="notes")

    assert insides.look(pptx(slide(), more={"ppt/notesSlides/notesSlide1.xml": notes}), "pptx").found == ()


def test_text_in_any_corner_is_told(insides: Insides) -> None:
    table = f"<a:tbl><a:tr><a:tc><a:txBody>{paragraph('ในตาราง')}</a:txBody></a:tc></a:tr></a:tbl>"
    frame = f"<p:graphicFrame><a:graphic>{table}</a:graphic></p:graphicFrame>"
    slides = pptx(
        slide(shape(paragraph("x"), attributes='descr="ข้อความแทน"'), frame, "<!-- ในหมายเหตุ -->"),
        more={"ppt/charts/chart1.xml": f"<c:c xmlns:c='urn:c' {A}><c:v>ค่าในกราฟ</c:v></c:c>"},
    )
    parts = {
        f"word/{name}.xml": f"<w:{root} {W}><w:p>{run(name)}</w:p></w:{root}>"
        for name, root in (("header1", "hdr"), ("footer1", "ftr"), ("footnotes", "footnotes"))
    }
    box = f"<w:p>{run('ก่อน')}<w:r><w:txbxContent><w:p>{run('ในกล่อง')}</w:p></w:txbxContent></w:r>{run('หลัง')}</w:p>"

    shown, written = text(insides.look(slides, "pptx")), text(insides.look(docx(box, more=parts), "docx"))

    assert all(word in shown for word in ("ในตาราง", "ข้อความแทน", "ในหมายเหตุ", "ค่าในกราฟ"))
    assert set(written.split("\n")) >= {"header1", "footer1", "footnotes", "ในกล่อง", "ก่อนหลัง"}


def test_an_encrypted_office_file_is_known(insides: Insides) -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)

    assert insides.look(container, "docx").found == (Found(Trait.ENCRYPTED),)
    assert insides.look(container[:600], "docx").found == (Found(Trait.MISMATCH),)


def test_a_drawing_may_not_run_or_fetch_anything(insides: Insides) -> None:
    drawing = '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><script>x</script><image xlink:href="https://example.org"/></svg>'

    inside = insides.look(pptx(slide(), more={"ppt/media/image1.svg": drawing}), "pptx")

    assert traits(inside) == {Trait.SCRIPT, Trait.EXTERNAL}


def test_a_picture_of_old_drawings_that_is_fetched_is_external(insides: Insides) -> None:
    fetched = f'<w:p xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="https://example.org/a" {R}/></w:p>'

    assert traits(insides.look(docx(fetched), "docx")) == {Trait.EXTERNAL}
