"""Office and OpenDocument files made by hand, with everything in them that authors forget; and a look at them."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree

from tests.edges.cleaning.pictures import jpeg

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
CONTENT_TYPES = "[Content_Types].xml"
SECRETS = ("สมชาย ใจดี", "somchai@example.org", "Ward 7 Hospital")  # what no cleaned file may hold
_PACKAGED = "application/vnd.openxmlformats-package"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Links = Mapping[str, tuple[str, str]]  # by id: the type's last words, and the target; "! " before what is external


def rels(**links: tuple[str, str]) -> str:
    """Return a list of relationships."""
    rows = []
    for id_, (kind, target) in links.items():
        address = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
        mode = ' TargetMode="External"' if target.startswith("! ") else ""
        rows.append(f'<Relationship Id="{id_}" Type="{address}" Target="{target.removeprefix("! ")}"{mode}/>')
    return f'<Relationships xmlns="{PACKAGE}">{"".join(rows)}</Relationships>'


def types(**overrides: str) -> str:
    """Return a list of content types. Args: overrides: the type of a part, by its name with ``__`` for ``/``."""
    defaults = {"rels": f"{_PACKAGED}.relationships+xml", "xml": "application/xml", "jpeg": "image/jpeg"}
    defaults["bin"] = "application/octet-stream"
    rows = [f'<Default Extension="{name}" ContentType="{said}"/>' for name, said in defaults.items()]
    rows += ['<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>']
    rows += [f'<Override PartName="/{name}" ContentType="{said}"/>' for name, said in overrides.items()]
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{"".join(rows)}</Types>'


def zipped(parts: Mapping[str, str | bytes], *, xml: bool = True) -> bytes:
    """Return a zip file of parts, in their order, with the time at which it was made. Args: xml: with its head."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, (2026, 10, 26, 3, 0, 0))
            member.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            text = _HEAD + content if xml and isinstance(content, str) else content
            archive.writestr(member, text)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rezipped(data: bytes, changed: Mapping[str, str | bytes | None] | None = None) -> bytes:
    """Return an Office file with some parts changed, added, or (by ``None``) left out."""
    parts: dict[str, str | bytes | None] = {**parts_of(data), **(changed or {})}
    return zipped({name: content for name, content in parts.items() if content is not None})


def holds(data: bytes, text: str) -> bool:
    """Say whether a text stands in any part of a file, in its names, or outside of its parts."""
    everything = data + b"".join(name.encode() + content for name, content in parts_of(data).items())
    return text.encode() in everything or text.encode("utf-16-le") in everything


def assert_sound(data: bytes) -> None:
    """Every part is well-formed, every reference leads to a part, every part has a type and is listed once."""
    parts = parts_of(data)
    assert next(iter(parts)) == CONTENT_TYPES
    trees = {name: etree.fromstring(content) for name, content in parts.items() if name.endswith((".xml", ".rels"))}
    listed = trees[CONTENT_TYPES]
    overrides = [each.get("PartName").lstrip("/") for each in listed if "PartName" in each.attrib]
    defaults = {each.get("Extension") for each in listed if "Extension" in each.attrib}
    assert set(overrides) <= parts.keys() and len(set(overrides)) == len(overrides)
    assert all(name in overrides or name.rpartition(".")[2] in defaults for name in parts if name != CONTENT_TYPES)
    for name in [name for name in parts if name.endswith(".rels")]:
        source = name.replace("_rels/", "").removesuffix(".rels")
        assert source in parts or source == ""
        for each in trees[name]:
            if each.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(source), unquote(each.get("Target")))
                assert posixpath.normpath(target).lstrip("/") in parts, f"{name}: {each.get('Target')}"
    for name, tree in trees.items():
        used = {value for element in tree.iter("*") for key, value in element.attrib.items() if f"{{{OFFICE}}}" in key}
        folder, _, own = name.rpartition("/")
        known = trees.get(posixpath.join(folder, "_rels", f"{own}.rels"), ())
        assert used <= {each.get("Id") for each in known}, name


CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>สิบนาทีแรก</dc:title>'
    "<dc:creator>สมชาย ใจดี</dc:creator><cp:lastModifiedBy>somchai@example.org</cp:lastModifiedBy>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-10-26T03:00:00Z</dcterms:created></cp:coreProperties>'
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Slides>3</Slides><Manager>สมชาย ใจดี</Manager><Company>Ward 7 Hospital</Company></Properties>"
)
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Owner">'
    "<vt:lpwstr>somchai@example.org</vt:lpwstr></property></Properties>"
)
METADATA = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"


def around(main: str) -> dict[str, str | bytes]:
    """Return the parts that every Office file has: what it is, and who made it."""
    return {
        "_rels/.rels": rels(
            rId1=("officeDocument", main),
            rId2=(f"{METADATA}/core-properties", "docProps/core.xml"),
            rId3=("extended-properties", "docProps/app.xml"),
            rId4=("custom-properties", "docProps/custom.xml"),
            rId5=(f"{METADATA}/thumbnail", "docProps/thumbnail.jpeg"),
        ),
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
        "docProps/custom.xml": CUSTOM,
        "docProps/thumbnail.jpeg": jpeg(),
    }
