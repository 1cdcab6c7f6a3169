"""What stands inside png, jpg and webp."""

from __future__ import annotations

import struct
import zlib

import pytest
from PIL import Image

from cop_build.core.insides import Found, Trait
from cop_build.edges.insides import Insides
from tests.edges.insides.asking import places, text, traits
from tests.edges.insides.films import mp4
from tests.edges.insides.packages import zipped
from tests.edges.insides.photos import chunk, exif, jpeg_with, picture, png_with, segment, xmp

FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
GPS: dict[int, object] = {1: "N", 2: (13.0, 45.0, 0.0)}


@pytest.mark.parametrize("kind", FORMATS)
def test_a_plain_picture_has_no_traits(insides: Insides, kind: str) -> None:
    inside = insides.look(picture(FORMATS[kind]), kind)

    assert (inside.found, inside.passages) == ((), ())


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("named", FORMATS)
def test_a_picture_under_another_formats_name_is_a_mismatch(insides: Insides, kind: str, named: str) -> None:
    inside = insides.look(picture(FORMATS[kind]), named)

    assert (inside.found == (Found(Trait.MISMATCH),)) is (FORMATS[kind] != FORMATS[named])


@pytest.mark.parametrize("kind", FORMATS)
def test_exif_is_read_in_each_format(insides: Insides, kind: str) -> None:
    block = exif({0x010F: "Maker", 0x013B: "สมมติ ช่างภาพ", 0x8298: "C"}, gps=GPS)

    inside = insides.look(picture(FORMATS[kind], exif=block), kind)

    assert traits(inside) == {Trait.LOCATION, Trait.CAMERA, Trait.AUTHOR}
    assert places(inside, Trait.AUTHOR) == {"EXIF Artist", "EXIF Copyright"}
    assert text(inside, "EXIF Make") == "Maker"


def test_the_version_of_gps_alone_is_no_place(insides: Insides) -> None:
    assert insides.look(picture("JPEG", exif=exif({}, gps={0: b"\2\3\0\0"})), "jpg").found == ()


def test_a_users_comment_is_told_in_its_encoding(insides: Insides) -> None:
    block = exif({})
    block.get_ifd(0x8769)[37510] = b"UNICODE\0" + "โทร 0812345678".encode("utf-16")
    block.get_ifd(0x8769)[36867] = "2026:01:02 03:04:05"

    inside = insides.look(picture("JPEG", exif=block), "jpg")

    assert text(inside, "EXIF UserComment") == "โทร 0812345678"
    assert traits(inside) == {Trait.AUTHOR, Trait.CAMERA}


@pytest.mark.parametrize(
    ("properties", "trait"),
    [
        ("<exif:GPSLatitude>13,45N</exif:GPSLatitude>", Trait.LOCATION),
        ("<tiff:Model>X</tiff:Model>", Trait.CAMERA),
        ("<dc:creator><rdf:Seq><rdf:li>สมมติ</rdf:li></rdf:Seq></dc:creator>", Trait.AUTHOR),
    ],
)
def test_xmp_is_read_in_each_format(insides: Insides, properties: str, trait: Trait) -> None:
    packet = xmp(properties)
    in_a_png = png_with(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet))
    in_a_jpeg = jpeg_with(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet))

    for data, kind in ((in_a_png, "png"), (in_a_jpeg, "jpg"), (picture("WEBP", xmp=packet), "webp")):
        assert traits(insides.look(data, kind)) == {trait}


def test_xmp_with_entities_is_unreadable(insides: Insides) -> None:
    packet = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'

    inside = insides.look(picture("WEBP", xmp=packet), "webp")

    assert traits(inside) == {Trait.UNREADABLE}
    assert text(inside) == ""


def test_iptc_is_read(insides: Insides) -> None:
    record = b"\x1c\x02\x50" + struct.pack(">H", 5) + b"Names" + b"\x1c\x02\x78" + struct.pack(">H", 4) + b"What"
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">L", len(record)) + record

    inside = insides.look(jpeg_with(segment(0xED, block)), "jpg")

    assert inside.found == (Found(Trait.AUTHOR, "IPTC 2:080"),)
    assert text(inside, "IPTC 2:120") == "What"


def test_texts_of_a_png_and_comments_of_a_jpeg_are_told(insides: Insides) -> None:
    words = "โทร 0812345678"
    data = png_with(
        chunk(b"tEXt", b"Comment\0plain"),
        chunk(b"zTXt", b"Packed\0\0" + zlib.compress(b"packed")),
        chunk(b"iTXt", b"Thai\0\1\0th\0\0" + zlib.compress(words.encode())),
    )

    inside = insides.look(data, "png")

    assert (text(inside, "Comment"), text(inside, "Packed"), text(inside, "Thai")) == ("plain", "packed", words)
    assert text(insides.look(jpeg_with(segment(0xFE, words.encode())), "jpg"), "comment") == words


def test_a_packed_text_that_never_ends_is_too_large(insides: Insides) -> None:
    data = png_with(chunk(b"zTXt", b"Bomb\0\0" + zlib.compress(bytes(2**26))))

    assert insides.look(data, "png").found == (Found(Trait.TOO_LARGE),)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("rest", [zipped({"a": "b"}), b"<html>", mp4()])
def test_a_file_behind_the_picture_is_embedded(insides: Insides, kind: str, rest: bytes) -> None:
    inside = insides.look(picture(FORMATS[kind]) + rest, kind)

    assert inside.found == (Found(Trait.EMBEDDED, "after the picture"),)


@pytest.mark.parametrize("kind", FORMATS)
def test_padding_behind_the_picture_is_no_trait(insides: Insides, kind: str) -> None:
    assert insides.look(picture(FORMATS[kind]) + b"\0\0\r\n", kind).found == ()


@pytest.mark.parametrize("size", [(100_000, 100_000), (10_001, 10_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_of_too_many_pixels_is_too_large(insides: Insides, size: tuple[int, int]) -> None:
    assert insides.look(png_with(size=size), "png").found == (Found(Trait.TOO_LARGE),)


def test_an_animated_picture_is_fine(insides: Insides) -> None:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue", "green")]

    for kind in ("PNG", "WEBP"):
        assert insides.look(picture(kind, save_all=True, append_images=frames), kind.lower()).found == ()
