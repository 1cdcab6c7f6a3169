"""Pictures lose what they tell and keep what they show, byte for byte. Source: manual/trust.md §5."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from cop_build.core.findings import Unable
from cop_build.core.insides import Found, Trait
from cop_build.edges.cleaning import clean
from tests.edges.cleaning.pictures import (
    XMP,
    a_picture,
    exif,
    jpeg,
    metadata_of,
    orientation_of,
    pixels,
    png,
    webp,
)

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
MAKERS: dict[str, Callable[..., bytes]] = {"jpg": jpeg, "png": png, "webp": webp}


def traits(data: bytes, extension: str) -> set[Trait]:
    return {found.trait for found in clean(data, extension).removed}


def texts() -> PngInfo:
    said = PngInfo()
    said.add_text("Author", "somchai@example.org")
    said.add_text("Comment", "somchai@example.org", zip=True)
    said.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return said


TELLING = {
    "jpg": jpeg(exif=exif(), comment=b"somchai@example.org", xmp=XMP, icc_profile=PROFILE, dpi=(300, 300)),
    "jpg, progressive": jpeg(exif=exif(), progressive=True, quality=30, subsampling=2),
    "jpg, restarts": jpeg(exif=exif(), restart_marker_blocks=1),
    "jpg, grey": jpeg(mode="L", exif=exif()),
    "jpg, four colours": jpeg(mode="CMYK", exif=exif()),
    "png": png(exif=exif(), pnginfo=texts(), icc_profile=PROFILE, dpi=(300, 300)),
    "png, palette": png(mode="P", exif=exif(), transparency=3),
    "png, see-through": png(mode="RGBA", exif=exif()),
    "png, moving": png(save_all=True, append_images=[a_picture().rotate(180)], exif=exif(), pnginfo=texts()),
    "webp": webp(exif=exif(), xmp=XMP, icc_profile=PROFILE),
    "webp, lossless": webp(exif=exif(), xmp=XMP, lossless=True),
    "webp, moving": webp(save_all=True, append_images=[a_picture().rotate(180)], exif=exif(), xmp=XMP),
}


@pytest.mark.parametrize("name", TELLING)
def test_what_a_picture_tells_goes_and_what_it_shows_stays(name: str) -> None:
    data, extension = TELLING[name], name.partition(",")[0]
    assert b"somchai@example.org" in data and metadata_of(data)

    done = clean(data, extension)

    assert pixels(done.data) == pixels(data)
    assert metadata_of(done.data) == {} and b"somchai" not in done.data
    assert {Found(Trait.LOCATION), Found(Trait.CAMERA), Found(Trait.AUTHOR)} <= set(done.removed) and done.left == ()
    assert clean(done.data, extension).data is done.data


@pytest.mark.parametrize("name", TELLING)
def test_colours_and_resolution_stay(name: str) -> None:
    done = clean(TELLING[name], name.partition(",")[0])

    with Image.open(io.BytesIO(TELLING[name])) as before, Image.open(io.BytesIO(done.data)) as after:
        for said in ("icc_profile", "transparency", "duration", "loop"):
            assert after.info.get(said) == before.info.get(said)
        assert after.info.get("dpi", (72, 72)) == before.info.get("dpi", (72, 72))  # with EXIF, Pillow assumes 72


@pytest.mark.parametrize("extension", MAKERS)
def test_a_picture_that_tells_nothing_is_the_same_bytes(extension: str) -> None:
    data = MAKERS[extension]()

    done = clean(data, extension)

    assert done.data is data and done.removed == () and done.left == ()


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize("extension", MAKERS)
def test_which_way_up_it_is_survives_and_nothing_else_of_its_exif(extension: str, orientation: int) -> None:
    data = MAKERS[extension](exif=exif(orientation=orientation))

    done = clean(data, extension)

    assert orientation_of(done.data) == orientation and metadata_of(done.data) == {}
    assert pixels(done.data) == pixels(data)
    assert clean(done.data, extension).data is done.data and done.data != data


@pytest.mark.parametrize("extension", MAKERS)
def test_an_upright_picture_keeps_no_exif_at_all(extension: str) -> None:
    done = clean(MAKERS[extension](exif=exif(orientation=1)), extension)

    assert b"Exif" not in done.data and b"eXIf" not in done.data and b"EXIF" not in done.data


@pytest.mark.parametrize("extension", MAKERS)
def test_what_follows_the_end_of_a_picture_is_cut(extension: str) -> None:
    data = MAKERS[extension]()

    done = clean(data + b"PK\x03\x04 and a whole film", extension)

    assert done.data == data and done.removed == (Found(Trait.HIDDEN),)


def test_what_a_picture_told_is_named() -> None:
    assert traits(jpeg(comment=b"x"), "jpg") == {Trait.COMMENT}
    assert traits(jpeg(exif=exif(place=False)), "jpeg") == {Trait.CAMERA, Trait.AUTHOR}
    assert traits(png(pnginfo=texts()), "png") == {Trait.AUTHOR, Trait.LOCATION}
    assert traits(webp(xmp=XMP), "webp") == {Trait.AUTHOR, Trait.LOCATION}


def test_segments_of_programs_go_and_the_one_that_says_how_colours_are_coded_stays() -> None:
    data = jpeg(mode="CMYK")
    assert b"Adobe" in data
    photoshop = b"\xff\xed\x00\x10Photoshop 3.0\0"
    thumbnail = b"\xff\xe0\x00\x0aJFXX\0\x10\xff\xd8"
    pictures = b"\xff\xe2\x00\x08MPF\0\x01\x02"

    done = clean(data[:2] + photoshop + thumbnail + pictures + data[2:], "jpg")

    assert done.data == data


def test_chunks_that_nobody_knows_go_from_a_png() -> None:
    data = png()
    chunk = b"prVt" + b"somchai@example.org"
    odd = (len(chunk) - 4).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4)

    done = clean(data[:33] + odd + data[33:], "png")

    assert done.data == data and done.removed == (Found(Trait.CAMERA),)


@pytest.mark.parametrize("broken", [b"MM\0*", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff", b"XX", b""])
def test_broken_exif_goes_like_any_other(broken: bytes) -> None:
    data = jpeg()
    segment = b"\xff\xe1" + (8 + len(broken)).to_bytes(2) + b"Exif\0\0" + broken

    assert clean(data[:2] + segment + data[2:], "jpg").data == data


@pytest.mark.parametrize("extension", MAKERS)
def test_a_picture_that_breaks_off_is_refused(extension: str) -> None:
    data = MAKERS[extension](exif=exif())

    for length in (12, 40, len(data) // 2, len(data) - 4):
        with pytest.raises(Unable) as refused:
            clean(data[:length], extension)
        assert refused.value.code == "COP140"


def test_a_scan_of_nothing_but_fill_bytes_is_refused() -> None:
    data = jpeg()
    begin = data.index(b"\xff\xda") + 14

    with pytest.raises(Unable) as refused:
        clean(data[:begin] + b"\xff" * 2**21, "jpg")
    assert refused.value.code == "COP140"


@pytest.mark.parametrize("extension", MAKERS)
def test_a_picture_under_a_wrong_name_is_refused(extension: str) -> None:
    for other in set(MAKERS) - {extension}:
        with pytest.raises(Unable) as refused:
            clean(MAKERS[extension](), other)
        assert refused.value.code == "COP133"


@given(st.sampled_from(sorted(TELLING)), st.data())
def test_no_damage_makes_a_picture_anything_but_clean_or_refused(name: str, drawn: st.DataObject) -> None:
    data, extension = bytearray(TELLING[name]), name.partition(",")[0]
    for _ in range(drawn.draw(st.integers(1, 4))):
        data[drawn.draw(st.integers(0, len(data) - 1))] = drawn.draw(st.integers(0, 255))

    try:
        done = clean(bytes(data), extension)
    except Unable as unable:
        assert unable.code in ("COP133", "COP140")
    else:
        assert clean(done.data, extension).data == done.data
