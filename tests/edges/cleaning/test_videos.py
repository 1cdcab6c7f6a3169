"""Videos lose place, device, time and people in place; not one offset moves. Source: manual/trust.md §5."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_build.core.findings import Unable
from cop_build.core.insides import Found, Trait
from cop_build.edges.cleaning import clean

SECRET = b"+13.7563+100.5018/ somchai@example.org"
SAMPLES = b"\0\1\2 coded pictures, which may look like moov\xa9xyz or \x67\xc8"


# -- MP4 -------------------------------------------------------------------------------------------------------------


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return (8 + len(body)).to_bytes(4) + kind + body


def wide_box(kind: bytes, body: bytes) -> bytes:
    return (1).to_bytes(4) + kind + (16 + len(body)).to_bytes(8) + body


def header(kind: bytes, *, created: int, version: int = 0) -> bytes:
    width = 8 if version else 4
    times = created.to_bytes(width) + created.to_bytes(width)
    return box(kind, bytes([version, 0, 0, 0]), times, b"the rest stays as it is")


HANDLER = box(b"hdlr", bytes(8), b"mdta", bytes(13))
ITUNES = box(b"hdlr", bytes(8), b"mdir", bytes(13))
DATA = box(b"data", bytes(8), SECRET)
KEYS = (b"com.apple.quicktime.location.ISO6709", b"com.apple.quicktime.title", b"com.apple.quicktime.make")


def keyed(*, is_full: bool = True) -> bytes:
    """Return a list of tags as a telephone writes it: by the names of its keys."""
    names = b"".join(box(b"mdta", name) for name in KEYS)
    items = [box((1).to_bytes(4), DATA), box((2).to_bytes(4), box(b"data", b"title")), box((3).to_bytes(4), DATA)]
    inner = HANDLER + box(b"keys", bytes(4), len(KEYS).to_bytes(4), names) + box(b"ilst", *items)
    return box(b"meta", bytes(4) if is_full else b"", inner)


def named(*, kind: bytes) -> bytes:
    """Return a list of tags as iTunes writes it: by their types."""
    own = box(b"----", box(b"mean", bytes(4), b"com.x"), box(b"name", bytes(4), b"GPS place"), DATA)
    return box(b"meta", bytes(4), ITUNES, box(b"ilst", box(kind, DATA), box(b"\xa9nam", b"title"), own))


def mp4(*inner: bytes) -> bytes:
    """Return a film with something in its head."""
    return box(b"ftyp", b"isom", bytes(4)) + box(b"moov", *inner) + box(b"free") + box(b"mdat", SAMPLES)


def track(*inner: bytes, handler: bytes = b"vide", entry: bytes = b"avc1", keys: bytes = b"") -> bytes:
    described = box(b"stsd", bytes(8), box(entry, bytes(16), keys))
    media = box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(12)), box(b"minf", box(b"stbl", described)))
    return box(b"trak", media, *inner)


XMP = box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), SECRET)
TELLING = {
    "place": (mp4(box(b"udta", box(b"\xa9xyz", SECRET))), Trait.LOCATION),
    "place of 3GPP": (mp4(track(box(b"udta", box(b"loci", SECRET), bytes(4)))), Trait.LOCATION),
    "place in a wide box": (mp4(wide_box(b"udta", wide_box(b"\xa9xyz", SECRET))), Trait.LOCATION),
    "place by its key": (mp4(keyed()), Trait.LOCATION),
    "place by its key, as QuickTime writes it": (mp4(box(b"udta", keyed(is_full=False))), Trait.LOCATION),
    "place by its own name": (mp4(box(b"udta", named(kind=b"\xa9too"))), Trait.LOCATION),
    "author": (mp4(box(b"udta", named(kind=b"\xa9ART"))), Trait.AUTHOR),
    "comment": (mp4(box(b"udta", named(kind=b"\xa9cmt"))), Trait.COMMENT),
    "device": (mp4(box(b"udta", box(b"\xa9mod", SECRET))), Trait.CAMERA),
    "XMP": (mp4() + XMP, Trait.AUTHOR),
    "XMP in the head": (mp4(box(b"udta", box(b"XMP_", SECRET))), Trait.AUTHOR),
    "time": (mp4(header(b"mvhd", created=3_900_000_000)), Trait.CAMERA),
    "time in wide fields": (mp4(track(header(b"tkhd", created=3_900_000_000, version=1))), Trait.CAMERA),
}


def boxes(data: bytes) -> list[tuple[bytes, bytes]]:
    """Return the boxes of one level."""
    found, place = [], 0
    while place < len(data):
        size = int.from_bytes(data[place : place + 4])
        found.append((data[place + 4 : place + 8], data[place + 8 : place + size]))
        place += size
    return found


@pytest.mark.parametrize("name", TELLING)
def test_what_a_film_tells_becomes_free_space_of_the_same_size(name: str) -> None:
    data, trait = TELLING[name]

    done = clean(data, "mp4")

    assert trait in {found.trait for found in done.removed} and done.left == ()
    assert len(done.data) == len(data) and done.data.endswith(data[-20:]) is (name != "XMP")
    assert [kind for kind, _ in boxes(done.data)][:4] == [b"ftyp", b"moov", b"free", b"mdat"]
    assert dict(boxes(done.data))[b"mdat"] == SAMPLES
    assert clean(done.data, "mp4").data is done.data
    if name not in ("time", "time in wide fields", "place by its own name"):
        assert SECRET not in done.data


def test_only_what_tells_becomes_free() -> None:
    done = clean(mp4(box(b"udta", named(kind=b"\xa9too"))), "mp4")

    assert done.data.count(SECRET) == 1 and b"\xa9nam" in done.data and b"----" not in done.data


def test_what_has_a_key_that_tells_nothing_stays() -> None:
    after = clean(mp4(keyed()), "mp4").data

    assert (2).to_bytes(4) + box(b"data", b"title") in after and after.count(b"free") == 3


def test_only_the_times_of_a_header_become_zero() -> None:
    data = mp4(header(b"mvhd", created=3_900_000_000), track(header(b"mdhd", created=1, version=1)))

    assert clean(data, "mp4").data == mp4(header(b"mvhd", created=0), track(header(b"mdhd", created=0, version=1)))


def test_a_film_that_tells_nothing_is_the_same_bytes() -> None:
    data = mp4(header(b"mvhd", created=0), track(), box(b"udta", box(b"meta", bytes(4), ITUNES, box(b"ilst"))))

    done = clean(data, "mp4")

    assert done.data is data and done.removed == () and done.left == ()


@pytest.mark.parametrize(
    ("entry", "keys", "left"),
    [
        (b"gpmd", b"", [Trait.LOCATION]),
        (b"camm", b"", [Trait.LOCATION]),
        (b"mebx", b"com.apple.quicktime.location.ISO6709", [Trait.LOCATION]),
        (b"mebx", b"com.apple.quicktime.video-orientation", []),
    ],
)
def test_a_track_of_positions_is_left_to_people(entry: bytes, keys: bytes, left: list[Trait]) -> None:
    done = clean(mp4(track(), track(handler=b"meta", entry=entry, keys=keys)), "mp4")

    assert [found.trait for found in done.left] == left and done.removed == ()


def test_the_last_box_may_reach_to_the_end() -> None:
    data = mp4(box(b"udta", box(b"\xa9xyz", SECRET))) + bytes(4) + b"mdat" + SAMPLES

    assert clean(data, "mp4").data.endswith(bytes(4) + b"mdat" + SAMPLES)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "COP133"),
        (b"\x1a\x45\xdf\xa3", "COP133"),
        (mp4()[:-5], "COP140"),
        (mp4() + (4).to_bytes(4) + b"mdat", "COP140"),
        (box(b"ftyp") + box(b"free") * 100_001, "COP141"),
    ],
    ids=["nothing", "WebM", "broken off", "a box smaller than its head", "too many boxes"],
)
def test_what_is_no_film_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unable) as refused:
        clean(data, "mp4")
    assert refused.value.code == code


def test_boxes_in_boxes_without_end_are_refused() -> None:
    nest = b""
    for _ in range(100):
        nest = box(b"udta", nest)

    with pytest.raises(Unable) as refused:
        clean(mp4(nest), "mp4")
    assert refused.value.code == "COP141"


# -- WebM ------------------------------------------------------------------------------------------------------------


def number(value: int, width: int = 1) -> bytes:
    return (value | 1 << (7 * width)).to_bytes(width)


def element(id_: str, *content: bytes, width: int = 4) -> bytes:
    body = b"".join(content)
    return bytes.fromhex(id_) + number(len(body), width) + body


def tag(name: str, value: bytes = SECRET, *inner: bytes, width: int = 2) -> bytes:
    return element("67c8", element("45a3", name.encode()), element("4487", value), *inner, width=width)


CHECKSUM = element("bf", b"\1\2\3\4", width=1)
EBML = element("1a45dfa3", element("4282", b"webm", width=1), width=1)
CLUSTER = element("1f43b675", element("e7", b"\0"), element("a3", SAMPLES))


def webm(*inner: bytes, tail: bytes = b"") -> bytes:
    return EBML + element("18538067", CHECKSUM, *inner, CLUSTER, tail, width=8)


def tags(*inner: bytes) -> bytes:
    return element("1254c367", CHECKSUM, element("7373", element("63c0"), *inner))


@pytest.mark.parametrize("width", [1, 2, 4, 7, 8])
@pytest.mark.parametrize(
    ("name", "trait"),
    [
        ("LOCATION", Trait.LOCATION),
        ("RECORDING_LOCATION", Trait.LOCATION),
        ("com.apple.quicktime.location.ISO6709", Trait.LOCATION),
        ("DATE_RECORDED", Trait.CAMERA),
        ("ARTIST", Trait.AUTHOR),
        ("COMMENT", Trait.COMMENT),
    ],
)
def test_a_tag_becomes_void_of_the_same_size(name: str, trait: Trait, width: int) -> None:
    title = tag("TITLE", b"First ten minutes")
    data = webm(tags(title, tag(name, width=width)))

    done = clean(data, "webm")

    assert done.removed == (Found(trait, "Segment/Tags/Tag"),)
    assert SECRET not in done.data and len(done.data) == len(data) and done.data[-len(CLUSTER) :] == CLUSTER
    assert title in done.data and clean(done.data, "webm").data is done.data


def test_a_tag_in_a_tag_is_found() -> None:
    done = clean(webm(tags(tag("TITLE", b"x", tag("LOCATION")))), "webm")

    assert SECRET not in done.data and b"TITLE" in done.data


def test_sums_over_what_has_changed_are_void_and_others_stay() -> None:
    other = element("1549a966", CHECKSUM, element("7ba9", b"title"))

    done = clean(webm(other, tags(tag("LOCATION"))), "webm")

    assert done.data.count(CHECKSUM) == 1 and other in done.data
    assert done.data.count(b"\xec" + CHECKSUM[1:]) == 2  # of the tags, and of the whole


def test_the_day_of_recording_becomes_void() -> None:
    data = webm(element("1549a966", element("4461", (7).to_bytes(8), width=1), element("7ba9", b"title")))

    done = clean(data, "webm")

    assert b"\x44\x61" not in done.data and b"title" in done.data and len(done.data) == len(data)
    assert done.removed == (Found(Trait.CAMERA, "Segment/Info"),)


def test_a_film_that_was_streamed_is_read_to_its_end() -> None:
    endless = bytes.fromhex("1f43b675") + b"\xff" + element("e7", b"\0") + element("a3", SAMPLES)
    data = EBML + bytes.fromhex("18538067") + b"\x01" + b"\xff" * 7 + endless + tags(tag("LOCATION"))

    done = clean(data, "webm")

    assert SECRET not in done.data and SAMPLES in done.data and len(done.data) == len(data)


def test_a_webm_that_tells_nothing_is_the_same_bytes() -> None:
    data = webm(tags(tag("TITLE", b"x"), tag("ENCODER", b"Lavf"), tag("DURATION", b"00:00:05")))

    done = clean(data, "webm")

    assert done.data is data and done.removed == () and done.left == ()


def test_attached_files_are_left_to_people() -> None:
    assert clean(webm(element("1941a469", b"")), "webm").left == (Found(Trait.EMBEDDED, "Segment/Attachments"),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "COP133"),
        (mp4(), "COP133"),
        (webm()[:-5], "COP140"),
        (EBML + b"\0\0\0", "COP140"),
        (EBML + element("18538067", bytes.fromhex("67c8") + b"\xff"), "COP140"),
        (EBML + element("18538067", element("ec", width=1) * 500_001), "COP141"),
    ],
    ids=["nothing", "MP4", "broken off", "no number", "a tag without an end", "too many elements"],
)
def test_what_is_no_webm_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unable) as refused:
        clean(data, "webm")
    assert refused.value.code == code


# -- both ------------------------------------------------------------------------------------------------------------

FILMS = {"mp4": mp4(keyed(), track(box(b"udta", box(b"loci", SECRET)))), "webm": webm(tags(tag("LOCATION")))}


@given(st.sampled_from(sorted(FILMS)), st.data())
def test_no_damage_makes_a_film_anything_but_clean_or_refused(extension: str, drawn: st.DataObject) -> None:
    data = bytearray(FILMS[extension])
    for _ in range(drawn.draw(st.integers(1, 4))):
        data[drawn.draw(st.integers(0, len(data) - 1))] = drawn.draw(st.integers(0, 255))

    try:
        done = clean(bytes(data), extension)
    except Unable as unable:
        assert unable.code in ("COP133", "COP140", "COP141")
    else:
        assert len(done.data) == len(data) and clean(done.data, extension).data == done.data
