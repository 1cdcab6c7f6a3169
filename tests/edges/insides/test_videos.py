"""What stands inside mp4 and webm."""

from __future__ import annotations

import struct

import pytest

from cop_build.core.insides import Found, Trait
from cop_build.edges.insides import Insides
from tests.edges.insides.asking import places, text, traits
from tests.edges.insides.films import box, element, item, meta, mp4, tag, text_of_quicktime, webm
from tests.edges.insides.photos import xmp


def test_a_plain_video_has_no_traits(insides: Insides) -> None:
    assert insides.look(mp4(), "mp4").found == ()
    assert insides.look(webm(), "webm").found == ()


@pytest.mark.parametrize(
    ("moov", "trait"),
    [
        (box(b"udta", text_of_quicktime(b"\xa9xyz", "+13.7+100.5/")), Trait.LOCATION),
        (box(b"udta", box(b"loci", bytes(20))), Trait.LOCATION),
        (box(b"udta", text_of_quicktime(b"\xa9mak", "Maker")), Trait.CAMERA),
        (box(b"udta", meta(item(b"\xa9ART", "สมมติ"))), Trait.AUTHOR),
        (box(b"udta", box(b"auth", bytes(6), "สมมติ".encode())), Trait.AUTHOR),
        (meta(item(b"\0\0\0\1", "+13+100/"), keys=("com.apple.quicktime.location.ISO6709",)), Trait.LOCATION),
        (meta(item(b"\0\0\0\2", "X"), keys=("a", "com.apple.quicktime.make")), Trait.CAMERA),
        (meta(item(b"\0\0\0\1", "X"), keys=("com.apple.quicktime.author",)), Trait.AUTHOR),
        (box(b"trak", box(b"mdia", box(b"stsd", bytes(12), b"gpmd", bytes(8)))), Trait.LOCATION),
    ],
)
def test_properties_of_an_mp4_are_found(insides: Insides, moov: bytes, trait: Trait) -> None:
    assert traits(insides.look(mp4(moov), "mp4")) == {trait}


def test_texts_of_an_mp4_are_told(insides: Insides) -> None:
    inside = insides.look(mp4(box(b"udta", meta(item(b"\xa9nam", "ชื่อ"), item(b"\xa9cmt", "โทร 0812345678")))), "mp4")

    assert inside.found == ()
    assert (text(inside, "©nam"), text(inside, "©cmt")) == ("ชื่อ", "โทร 0812345678")


def test_xmp_of_an_mp4_is_read(insides: Insides) -> None:
    packet = bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + xmp("<exif:GPSLatitude>13</exif:GPSLatitude>")

    assert traits(insides.look(mp4(more=box(b"uuid", packet)), "mp4")) == {Trait.LOCATION}


@pytest.mark.parametrize(
    "more",
    [
        struct.pack(">L4s", 7, b"free"),
        struct.pack(">L4s", 2**31, b"free"),
        struct.pack(">L4sQ", 1, b"free", 2**63),
        struct.pack(">L4sQ", 1, b"free", 3),
        b"PK\x03\x04",
    ],
)
def test_sizes_that_lie_make_an_mp4_unreadable(insides: Insides, more: bytes) -> None:
    assert Found(Trait.UNREADABLE) in insides.look(mp4(more=more), "mp4").found


def test_a_last_box_may_reach_to_the_end_and_have_a_long_size(insides: Insides) -> None:
    long = struct.pack(">L4sQ", 1, b"free", 20) + bytes(4)

    assert insides.look(mp4(more=long + struct.pack(">L4s", 0, b"free") + bytes(9)), "mp4").found == ()


def test_nesting_without_end_is_unreadable(insides: Insides) -> None:
    nested = b""
    for _ in range(10_000):
        nested = box(b"moov", nested)

    assert Trait.UNREADABLE in traits(insides.look(mp4(nested), "mp4"))


def test_boxes_without_number_are_too_many(insides: Insides) -> None:
    assert Trait.TOO_LARGE in traits(insides.look(mp4(box(b"free") * 200_000), "mp4"))


def test_a_picture_under_the_name_of_a_video_is_a_mismatch(insides: Insides) -> None:
    assert insides.look(box(b"ftyp", b"heic", bytes(8)), "mp4").found == (Found(Trait.MISMATCH),)
    assert insides.look(mp4(), "webm").found == (Found(Trait.MISMATCH),)
    assert insides.look(webm(doctype=b"matroska"), "webm").found == (Found(Trait.MISMATCH),)


@pytest.mark.parametrize(
    ("name", "trait"), [("LOCATION", Trait.LOCATION), ("ARTIST", Trait.AUTHOR), ("MAKE", Trait.CAMERA)]
)
def test_tags_of_a_webm_are_found_with_their_text(insides: Insides, name: str, trait: Trait) -> None:
    inside = insides.look(webm(tag(name, "ค่า")), "webm")

    assert inside.found == (Found(trait, name),)
    assert text(inside, name) == "ค่า"
    assert text(inside, "title") == "ชื่อเรื่อง"


def test_attachments_of_a_webm_are_embedded(insides: Insides) -> None:
    assert places(insides.look(webm(element(0x1941A469)), "webm"), Trait.EMBEDDED) == {"attachments"}


def test_a_webm_that_is_written_while_it_is_sent_is_read(insides: Insides) -> None:
    whole = webm()
    at = whole.index(b"\x18\x53\x80\x67") + 4
    live = whole[:at] + b"\x01" + b"\xff" * 7 + whole[at + 8 :] + b"\x1f\x43\xb6\x75\xff" + element(0xE7, b"\0") * 2

    assert insides.look(live + element(0x1254C367), "webm").found == ()


@pytest.mark.parametrize("more", [b"\0" * 20, b"\xec\xff", b"\xa3\x08\x7f\xff\xff\xff\xff\xff\xff", b"\x80"])
def test_sizes_that_lie_make_a_webm_unreadable(insides: Insides, more: bytes) -> None:
    assert Trait.UNREADABLE in traits(insides.look(webm() + more, "webm"))
