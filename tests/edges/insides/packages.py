"""Builds zip files: office packages, OpenDocument, and bad ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

Parts = Mapping[str, bytes | str]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument."
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
R = f'xmlns:r="{OFFICE}"'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
MAIN_PARTS = {"pptx": "ppt/presentation.xml", "docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
MAIN_TYPES = {
    "pptx": f"{_KIND}presentationml.presentation.main+xml",
    "docx": f"{_KIND}wordprocessingml.document.main+xml",
    "xlsx": f"{_KIND}spreadsheetml.sheet.main+xml",
}


def zipped(parts: Parts, *, stored: Sequence[str] = ()) -> bytes:
    """Return a zip file with these parts in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, kind)
    return out.getvalue()


def relationships(*relations: tuple[str, str] | tuple[str, str, str]) -> str:
    """Return a part of relationships ``rId1``, ``rId2``, … from kinds, targets and, for those outside, ``External``."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{relation[0]}" Target="{relation[1]}"'
        + (f' TargetMode="{relation[2]}"' if len(relation) > 2 else "")
        + "/>"
        for number, relation in enumerate(relations, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def office(kind: str, parts: Parts, *, main_type: str = "", defaults: Mapping[str, str] | None = None) -> bytes:
    """Return an office file whose main part is of the kind's type."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{content}"/>'
        for name, content in {MAIN_PARTS[kind]: main_type or MAIN_TYPES[kind]}.items()
    )
    extensions = {"rels": "application/xml", "xml": "application/xml", **(defaults or {})}
    rows = "".join(f'<Default Extension="{name}" ContentType="{content}"/>' for name, content in extensions.items())
    whole = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{rows}{overrides}</Types>',
        "_rels/.rels": relationships(("officeDocument", MAIN_PARTS[kind])),
        **parts,
    }
    return zipped(whole)


def paragraph(*runs: str) -> str:
    """Return a paragraph of DrawingML."""
    return "<a:p>" + "".join(f"<a:r><a:t>{run}</a:t></a:r>" for run in runs) + "</a:p>"


def shape(body: str, *, placeholder: str = "", attributes: str = "") -> str:
    """Return a shape with text."""
    role = f'<p:nvPr><p:ph type="{placeholder}"/></p:nvPr>' if placeholder else "<p:nvPr/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="box" {attributes}/>{role}</p:nvSpPr><p:txBody>{body}</p:txBody></p:sp>'
    )


def slide(*shapes: str, root: str = "sld", attributes: str = "") -> str:
    """Return a slide, or with another root its notes."""
    tree = f"<p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld>"
    return f"<p:{root} {P} {A} {R} {attributes}>{tree}</p:{root}>"


def pptx(*slides: str, more: Parts | None = None, backwards: bool = False) -> bytes:
    """Return a presentation; with ``backwards`` its slides are shown in the opposite order of their parts' numbers."""
    order = list(range(1, len(slides) + 1))
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in (reversed(order) if backwards else order))
    parts: dict[str, bytes | str] = {
        "ppt/presentation.xml": f"<p:presentation {P} {R}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relationships(*(("slide", f"slides/slide{n}.xml") for n in order)),
        **{f"ppt/slides/slide{n}.xml": each for n, each in zip(order, slides, strict=True)},
    }
    return office("pptx", {**parts, **(more or {})})


def run(text: str, properties: str = "") -> str:
    """Return a run of WordprocessingML."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(body: str, *, more: Parts | None = None, links: Sequence[tuple[str, str, str]] = ()) -> bytes:
    """Return a text document with this body and these relationships."""
    parts: dict[str, bytes | str] = {
        "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(*links),
    }
    return office("docx", {**parts, **(more or {})})


def xlsx(rows: str, *, shared: Sequence[str] = (), more: Parts | None = None, sheet: str = "", book: str = "") -> bytes:
    """Return a workbook with one sheet, named "ชีต".

    Args:
        sheet: Attributes of the sheet.
        book: Further elements of the workbook.
    """
    strings = "".join(f"<si>{each}</si>" for each in shared)
    parts: dict[str, bytes | str] = {
        "xl/workbook.xml": f'<workbook {S} {R}><sheets><sheet name="ชีต" sheetId="1" r:id="rId1" {sheet}/></sheets>'
        f"{book}</workbook>",
        "xl/_rels/workbook.xml.rels": relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": f"<worksheet {S}>{rows}</worksheet>",
        "xl/sharedStrings.xml": f"<sst {S}>{strings}</sst>",
    }
    return office("xlsx", {**parts, **(more or {})})


_NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in {
        **{name: name for name in ("office", "text", "style", "presentation", "table", "script", "manifest", "meta")},
        "draw": "drawing",
    }.items()
)
_NAMES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
_ODF = {"odt": "text", "odp": "presentation"}


def odf(kind: str, body: str, *, more: Parts | None = None, styles: str = "", mimetype: str = "") -> bytes:
    """Return an OpenDocument file with this body and these automatic styles."""
    inner = f"<office:{_ODF[kind]}>{body}</office:{_ODF[kind]}>"
    mime = mimetype or f"application/vnd.oasis.opendocument.{_ODF[kind]}"
    parts = {
        "mimetype": mime,
        "content.xml": f"<office:document-content{_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body>{inner}</office:body></office:document-content>",
        "META-INF/manifest.xml": f"<manifest:manifest{_NAMES}/>",
        **(more or {}),
    }
    return zipped(parts, stored=("mimetype",))


def odf_part(root: str, inner: str) -> str:
    """Return a part of an OpenDocument file."""
    return f"<{root}{_NAMES}>{inner}</{root}>"
