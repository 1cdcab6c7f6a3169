"""One file of each kind, with many things inside."""

from __future__ import annotations

from tests.edges.insides.films import box, item, meta, mp4, tag, text_of_quicktime, webm
from tests.edges.insides.packages import (
    CORE,
    docx,
    odf,
    odf_part,
    paragraph,
    pptx,
    relationships,
    run,
    shape,
    slide,
    xlsx,
)
from tests.edges.insides.pdfs import pdf, stream
from tests.edges.insides.photos import exif, picture, xmp

_PEOPLE = {"docProps/core.xml": f"<cp:coreProperties {CORE}><dc:creator>ก</dc:creator></cp:coreProperties>"}
_EXIF = exif({0x010F: "Maker", 0x013B: "A"}, gps={1: "N", 2: (13.0, 45.0, 0.0)})
_XMP = xmp("<dc:creator>ก</dc:creator>")
_NOTES = {
    "ppt/slides/_rels/slide1.xml.rels": relationships(("notesSlide", "../notesSlides/notesSlide1.xml")),
    "ppt/notesSlides/notesSlide1.xml": slide(shape(paragraph("บันทึก")), root="notes"),
}
_META = {"meta.xml": odf_part("office:document-meta", "<dc:creator>ก</dc:creator>")}

SAMPLES = {
    "pptx": pptx(slide(shape(paragraph("ก", "ข"))), slide(attributes='show="0"'), more={**_PEOPLE, **_NOTES}),
    "docx": docx(f"<w:p>{run('ก')}<w:ins>{run('ข')}</w:ins></w:p>", more=_PEOPLE),
    "xlsx": xlsx('<sheetData><row><c t="s"><v>0</v></c></row></sheetData>', shared=["<t>ก</t>"], more=_PEOPLE),
    "odt": odf("odt", "<text:p>ก<text:s/>ข</text:p>", more=_META),
    "odp": odf("odp", "<draw:page><text:p>ก</text:p></draw:page>", more=_META),
    "pdf": pdf(
        "<< /S /URI /URI (https://example.org) >>",
        stream(_XMP, "/Type /Metadata", packs=True),
        "<< /Author (A) >>",
        catalogue="/Metadata 7 0 R",
        trailer="/Info 8 0 R",
    ),
    "png": picture("PNG", exif=_EXIF),
    "jpg": picture("JPEG", exif=_EXIF, xmp=_XMP),
    "webp": picture("WEBP", exif=_EXIF, xmp=_XMP),
    "mp4": mp4(box(b"udta", text_of_quicktime(b"\xa9xyz", "+13+100/"), meta(item(b"\xa9nam", "ก")))),
    "webm": webm(tag("ARTIST", "ก")),
    "vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nก้ำ\n".encode(),
    "ics": b"BEGIN:VCALENDAR\r\nATTENDEE:mailto:a@example.org\r\nEND:VCALENDAR\r\n",
    "csv": "ก,=1+1\r\nข,2\r\n".encode(),
}
TEXTS = frozenset({"vtt", "csv"})
"""The kinds that are whole wherever they end."""
