"""A pptx, a docx and an xlsx as people make them: notes, comments old and new, hidden slides, tracked changes."""

from __future__ import annotations

from tests.edges.cleaning.packages import CONTENT_TYPES, MICROSOFT, OFFICE, around, rels, types, zipped
from tests.edges.cleaning.pictures import exif, jpeg

_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_P188 = f"{MICROSOFT}/powerpoint/2018/8/main"
_VND = "application/vnd.openxmlformats-officedocument"
_PML, _WML, _SML = f"{_VND}.presentationml", f"{_VND}.wordprocessingml", f"{_VND}.spreadsheetml"
_SPACES = f'xmlns:a="{_A}" xmlns:p="{_P}" xmlns:r="{OFFICE}"'
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
PICTURE_OF_SLIDE = '<p:extLst><p:ext uri="{x}"><a:blip r:embed="rId7"/></p:ext></p:extLst>'
PICTURE = jpeg(exif=exif(orientation=6))


def _types(main: str, said: str, **more: str) -> str:
    properties = {"docProps/core.xml": _CORE, "docProps/app.xml": f"{_VND}.extended-properties+xml"}
    properties["docProps/custom.xml"] = f"{_VND}.custom-properties+xml"
    return types(**{main: said, **properties, **more})


def _slide(text: str, *, more: str = "", attributes: str = "") -> str:
    shape = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="t"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>'
        f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    tree = f'<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{shape}'
    return f"<p:sld {_SPACES}{attributes}><p:cSld>{tree}</p:spTree></p:cSld>{more}</p:sld>"


def notes(*paragraphs: str, number: int = 1) -> str:
    """Return the notes of a slide, with its number on them."""
    body = "".join(f"<a:p>{paragraph}</a:p>" for paragraph in paragraphs)
    counted = (
        f'<a:p><a:fld id="{{0}}" type="slidenum"><a:rPr lang="th"/><a:t>{number}</a:t></a:fld><a:endParaRPr/></a:p>'
    )
    shapes = "".join(
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="n"/><p:cNvSpPr/><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr/><p:txBody><a:bodyPr/>{text}</p:txBody></p:sp>"
        for kind, text in {"body": body, "sldNum": counted}.items()
    )
    tree = f'<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{shapes}'
    return f"<p:notes {_SPACES}><p:cSld><p:spTree>{tree}</p:spTree></p:cSld></p:notes>"


def pptx() -> bytes:
    """Return a presentation: slide 1 with notes, slide 2 hidden and commented in both ways, slide 3 with a picture."""
    modern = f"{MICROSOFT}/2018/10/relationships"
    comment_of_slide = (
        '<p:extLst><p:ext uri="{6950BFC3-D8DA-4A85-94F7-54DA5524770B}">'
        f'<p188:commentRel xmlns:p188="{_P188}" r:id="rId3"/></p:ext></p:extLst>'
    )
    said = (
        '<a:r><a:rPr lang="th"><a:hlinkClick r:id="rId3"/></a:rPr><a:t>ถาม สมชาย ใจดี</a:t></a:r><a:br/>'
        '<a:fld id="{1}" type="datetime1"><a:t>somchai@example.org</a:t></a:fld><a:endParaRPr lang="th"/>'
    )
    slides = "".join(f'<p:sldId id="{255 + number}" r:id="rId{number}"/>' for number in (1, 2, 3))
    return zipped(
        {
            "docProps/app.xml": "",  # the order in which a careless program writes
            CONTENT_TYPES: _types(
                "ppt/presentation.xml",
                f"{_PML}.presentation.main+xml",
                **{f"ppt/slides/slide{number}.xml": f"{_PML}.slide+xml" for number in (1, 2, 3)},
                **{
                    "ppt/notesSlides/notesSlide1.xml": f"{_PML}.notesSlide+xml",
                    "ppt/comments/comment1.xml": f"{_PML}.comments+xml",
                    "ppt/commentAuthors.xml": f"{_PML}.commentAuthors+xml",
                    "ppt/comments/modernComment_101_0.xml": "application/vnd.ms-powerpoint.comments+xml",
                    "ppt/authors.xml": "application/vnd.ms-powerpoint.authors+xml",
                    "ppt/changesInfos/changesInfo1.xml": "application/vnd.ms-powerpoint.changesinfo+xml",
                },
            ),
            **around("ppt/presentation.xml"),
            "ppt/presentation.xml": f"<p:presentation {_SPACES}><p:sldIdLst>{slides}</p:sldIdLst>"
            '<p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
            "ppt/_rels/presentation.xml.rels": rels(
                rId1=("slide", "slides/slide2.xml"),  # numbered by their order, not by their names
                rId2=("slide", "slides/slide1.xml"),
                rId3=("slide", "/ppt/slides/slide3.xml"),
                rId4=("commentAuthors", "commentAuthors.xml"),
                rId5=(f"{modern}/authors", "authors.xml"),
                rId6=(f"{MICROSOFT}/2016/11/relationships/changesInfo", "changesInfos/changesInfo1.xml"),
            ),
            "ppt/slides/slide2.xml": _slide("หนึ่ง"),
            "ppt/slides/_rels/slide2.xml.rels": rels(rId1=("notesSlide", "../notesSlides/notesSlide1.xml")),
            "ppt/slides/slide1.xml": _slide("สอง", attributes=' show="0"', more=comment_of_slide),
            "ppt/slides/_rels/slide1.xml.rels": rels(
                rId2=("comments", "../comments/comment1.xml"),
                rId3=(f"{modern}/comments", "../comments/modernComment_101_0.xml"),
            ),
            "ppt/slides/slide3.xml": _slide(
                "สาม", more='<p:extLst><p:ext uri="{x}"><a:blip r:embed="rId7"/></p:ext></p:extLst>'
            ),
            "ppt/slides/_rels/slide3.xml.rels": rels(rId7=("image", "../media/image1.jpeg")),
            "ppt/media/image1.jpeg": PICTURE,
            "ppt/notesSlides/notesSlide1.xml": notes(said, "<a:pPr/><a:r><a:t>Ward 7 Hospital</a:t></a:r>"),
            "ppt/notesSlides/_rels/notesSlide1.xml.rels": rels(
                rId1=("slide", "../slides/slide2.xml"), rId3=("hyperlink", "! mailto:somchai@example.org")
            ),
            "ppt/comments/comment1.xml": f'<p:cmLst {_SPACES}><p:cm authorId="0"><p:text>ถาม สมชาย ใจดี</p:text>'
            "</p:cm></p:cmLst>",
            "ppt/commentAuthors.xml": f'<p:cmAuthorLst {_SPACES}><p:cmAuthor id="0" name="สมชาย ใจดี"/></p:cmAuthorLst>',
            "ppt/comments/modernComment_101_0.xml": f'<p188:cmLst xmlns:p188="{_P188}"><p188:cm>somchai@example.org'
            "</p188:cm></p188:cmLst>",
            "ppt/changesInfos/changesInfo1.xml": f'<pc:chgInfo xmlns:pc="{MICROSOFT}/powerpoint/2013/main/command">'
            '<pc:docChgLst><pc:chgData name="สมชาย ใจดี"/></pc:docChgLst></pc:chgInfo>',
            "ppt/authors.xml": f'<p188:authorLst xmlns:p188="{_P188}"><p188:author name="สมชาย ใจดี"/></p188:authorLst>',
        }
    )


def docx(*, story: str = "") -> bytes:
    """Return a document with comments and all that belongs to them. Args: story: more of its text."""
    w14 = "http://schemas.microsoft.com/office/word"
    commented = (
        '<w:p w14:paraId="1"><w:commentRangeStart w:id="0"/><w:r><w:t>โทร 1669</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="0"/></w:r>'
        '<w:r><w:commentReference w:id="1"/><w:t xml:space="preserve"> ทันที</w:t></w:r></w:p>'
    )
    spaces = f'xmlns:w="{_W}" xmlns:mc="{_MC}" xmlns:w14="{w14}/2010/wordml" xmlns:w15="{w14}/2012/wordml"'
    extended = f"{MICROSOFT}/2011/relationships"
    return zipped(
        {
            CONTENT_TYPES: _types(
                "word/document.xml",
                f"{_WML}.document.main+xml",
                **{
                    "word/comments.xml": f"{_WML}.comments+xml",
                    "word/commentsExtended.xml": f"{_WML}.commentsExtended+xml",
                    "word/commentsIds.xml": f"{_WML}.commentsIds+xml",
                    "word/commentsExtensible.xml": f"{_WML}.commentsExtensible+xml",
                    "word/people.xml": f"{_WML}.people+xml",
                    "word/header1.xml": f"{_WML}.header+xml",
                },
            ),
            **around("word/document.xml"),
            "word/document.xml": f'<w:document {spaces} mc:Ignorable="w14 w15"><w:body>{commented}{story}'
            "</w:body></w:document>",
            "word/_rels/document.xml.rels": rels(
                rId1=("comments", "comments.xml"),
                rId2=(f"{extended}/commentsExtended", "commentsExtended.xml"),
                rId3=(f"{MICROSOFT}/2016/09/relationships/commentsIds", "commentsIds.xml"),
                rId4=(f"{MICROSOFT}/2018/08/relationships/commentsExtensible", "commentsExtensible.xml"),
                rId5=(f"{extended}/people", "people.xml"),
                rId6=("header", "header1.xml"),
                rId7=("image", "media/รูป.jpeg"),
                rId8=("hyperlink", "! https://example.org/"),
            ),
            "word/comments.xml": f'<w:comments {spaces}><w:comment w:id="0" w:author="สมชาย ใจดี"><w:p><w:r>'
            "<w:t>somchai@example.org</w:t></w:r></w:p></w:comment></w:comments>",
            "word/_rels/comments.xml.rels": rels(rId1=("image", "media/only-in-a-comment.jpeg")),
            "word/media/only-in-a-comment.jpeg": jpeg(comment=b"Ward 7 Hospital"),
            "word/commentsExtended.xml": f'<w15:commentsEx {spaces}><w15:commentEx w15:paraId="1"/></w15:commentsEx>',
            "word/commentsIds.xml": f'<c:commentsIds xmlns:c="{w14}/2016/wordml/cid"><c:commentId c:paraId="1"/>'
            "</c:commentsIds>",
            "word/commentsExtensible.xml": f'<c:commentsExtensible xmlns:c="{w14}/2018/cex"><c:commentExtensible/>'
            "</c:commentsExtensible>",
            "word/people.xml": f'<w15:people {spaces}><w15:person w15:author="สมชาย ใจดี"/></w15:people>',
            "word/header1.xml": f"<w:hdr {spaces}><w:p><w:r><w:t>หัวกระดาษ</w:t></w:r></w:p></w:hdr>",
            "word/media/รูป.jpeg": PICTURE,
        }
    )


NOTE = (
    '<v:shape id="_x0000_s1025" type="#t"><v:textbox><div>สมชาย ใจดี</div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:Row>0</x:Row></x:ClientData></v:shape>'
)
BUTTON = '<v:shape id="_x0000_s1026" type="#t"><x:ClientData ObjectType="Button"/></v:shape>'


def xlsx(*, drawn: str = NOTE) -> bytes:
    """Return a workbook with comments of both kinds, and a path to who saved it. Args: drawn: in the old drawing."""
    spaces = f'xmlns="{_X}" xmlns:r="{OFFICE}" xmlns:mc="{_MC}"'
    x15 = f"{MICROSOFT}/spreadsheetml/2010/11/ac"
    path = (
        f'<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\Users\\somchai@example.org\\" '
        f'xmlns:x15ac="{x15}"/></mc:Choice></mc:AlternateContent>'
    )
    modern = f"{MICROSOFT}/2017/10/relationships"
    threads = f"{MICROSOFT}/spreadsheetml/2018/threadedcomments"
    return zipped(
        {
            CONTENT_TYPES: _types(
                "xl/workbook.xml",
                f"{_SML}.sheet.main+xml",
                **{f"xl/worksheets/sheet{number}.xml": f"{_SML}.worksheet+xml" for number in (1, 2, 3)},
                **{
                    "xl/comments1.xml": f"{_SML}.comments+xml",
                    "xl/threadedComments/threadedComment1.xml": "application/vnd.ms-excel.threadedcomments+xml",
                    "xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
                },
            ),
            **around("xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook {spaces} xmlns:x15="{x15}" mc:Ignorable="x15">'
            f'<fileSharing readOnlyRecommended="1" userName="สมชาย ใจดี"/>{path}<sheets>'
            '<sheet name="ตาราง" sheetId="1" r:id="rId1"/>'
            '<sheet name="ร่าง" sheetId="2" state="veryHidden" r:id="rId2"/>'
            '<sheet name="ค" sheetId="3" r:id="rId3"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": rels(
                rId1=("worksheet", "worksheets/sheet1.xml"),
                rId2=("worksheet", "worksheets/sheet2.xml"),
                rId3=("worksheet", "worksheets/sheet3.xml"),
                rId4=(f"{modern}/person", "persons/person.xml"),
            ),
            "xl/worksheets/sheet1.xml": f'<worksheet {spaces}><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
            '</sheetData><legacyDrawing r:id="rId1"/></worksheet>',
            "xl/worksheets/_rels/sheet1.xml.rels": rels(
                rId1=("vmlDrawing", "../drawings/vmlDrawing1.vml"),
                rId2=("comments", "../comments1.xml"),
                rId3=(f"{modern}/threadedComment", "../threadedComments/threadedComment1.xml"),
            ),
            "xl/worksheets/sheet2.xml": f"<worksheet {spaces}><sheetData/></worksheet>",
            "xl/worksheets/sheet3.xml": f'<worksheet {spaces}><cols><col min="2" max="2" hidden="1"/></cols>'
            "<sheetData/></worksheet>",
            "xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
            f'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="t"/>{drawn}</xml>',
            "xl/comments1.xml": f"<comments {spaces}><authors><author>สมชาย ใจดี</author></authors><commentList>"
            '<comment ref="A1" authorId="0"><text><t>somchai@example.org</t></text></comment></commentList></comments>',
            "xl/threadedComments/threadedComment1.xml": f'<ThreadedComments xmlns="{threads}"><threadedComment>'
            "<text>somchai@example.org</text></threadedComment></ThreadedComments>",
            "xl/persons/person.xml": f'<personList xmlns="{threads}"><person displayName="สมชาย ใจดี"/></personList>',
        }
    )
