"""Small pictures of attachments: what is drawn, that it is always the same, and that no file breaks anything by it."""

from __future__ import annotations

import io
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping

import pytest
from PIL import Image

from cop_build.core.drawn import LEAST, MOST_BYTES, MOST_HIGH, MOST_WIDE, Drawn, drawn_from
from cop_build.edges.insides import Insides
from tests.edges.insides.pdfs import pdf, stream, written
from tests.edges.insides.photos import png_with
from tests.edges.insides.samples import SAMPLES
from tests.edges.insides.thumbnails import SIZE, impress_with, slides_with, thumbnail

BLUE_BOX = stream(b"0 0 1 rg 100 400 300 300 re f")


def page_of(
    size: str, content: bytes = BLUE_BOX, *, pages: int = 1, more: Mapping[int, str | bytes] | None = None
) -> bytes:
    """Return a PDF whose pages are of one size and hold the same."""
    kids = " ".join(f"{10 + number} 0 R" for number in range(pages))
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Contents 4 0 R /Resources << /XObject << /X 6 0 R >> >> >>"
    )
    return written(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
            4: content,
            **(more or {}),
            **{10 + number: page for number in range(pages)},
        }
    )


def seen(drawn: Drawn | None) -> Image.Image:
    assert drawn is not None
    with Image.open(io.BytesIO(drawn.data), formats=["WEBP"]) as image:
        assert image.size == (drawn.width, drawn.height)
        return image.convert("RGB")


def is_blue(colour: object) -> bool:
    assert isinstance(colour, tuple)
    red, green, blue = colour
    return bool(blue > 180 and red < 90 and green < 90)


def is_white(colour: object) -> bool:
    assert isinstance(colour, tuple)
    return bool(min(colour) > 240)


def test_of_a_pdf_the_first_page_is_drawn(insides: Insides) -> None:
    image = seen(insides.draw(page_of("0 0 595 842", pages=3), "pdf"))

    assert image.width == MOST_WIDE and abs(image.height - MOST_HIGH) <= 1
    assert is_blue(image.getpixel((150, 250))) and is_white(image.getpixel((380, 20)))


def test_a_wide_page_is_as_wide_as_any(insides: Insides) -> None:
    image = seen(insides.draw(page_of("0 0 960 540"), "pdf"))

    assert image.size == (MOST_WIDE, 225)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_of_slides_the_picture_is_shown_that_their_program_put_into_them(insides: Insides, kind: str) -> None:
    name = f"docProps/thumbnail.{kind.lower()}"
    image = seen(insides.draw(slides_with(thumbnail(kind), name), "pptx"))

    assert image.size == SIZE
    assert is_blue(image.getpixel((96, 54))) and is_white(image.getpixel((220, 120)))


def test_of_impress_too_and_what_is_transparent_is_white(insides: Insides) -> None:
    image = seen(insides.draw(impress_with(thumbnail("PNG", mode="RGBA")), "odp"))

    assert is_blue(image.getpixel((96, 54))) and is_white(image.getpixel((220, 120)))


def test_a_large_picture_becomes_small_and_a_small_one_stays_so(insides: Insides) -> None:
    assert seen(insides.draw(slides_with(thumbnail(size=(1600, 900))), "pptx")).size == (MOST_WIDE, 225)
    assert seen(insides.draw(slides_with(thumbnail(size=(64, 48))), "pptx")).size == (64, 48)


def test_slides_without_a_picture_have_none(insides: Insides) -> None:
    assert insides.draw(slides_with(None), "pptx") is None
    assert insides.draw(slides_with(thumbnail(), "ppt/media/thumbnail.jpeg"), "pptx") is None


@pytest.mark.parametrize("kind", sorted(SAMPLES.keys() - {"pdf", "pptx", "odp"}))
def test_of_other_files_nothing_is_drawn(insides: Insides, kind: str) -> None:
    assert insides.draw(SAMPLES[kind], kind) is None


def test_a_picture_tells_nothing_but_what_it_shows(insides: Insides) -> None:
    block = Image.Exif()
    block[0x013B] = "canary-artist"
    drawn = insides.draw(slides_with(thumbnail(exif=block, comment=b"canary-comment")), "pptx")

    assert drawn is not None
    assert b"canary" not in drawn.data and b"EXIF" not in drawn.data and b"VP8X" not in drawn.data


def test_the_same_file_gives_the_same_bytes_whatever_came_before_it(insides: Insides) -> None:
    files = [
        (pdf(), "pdf"),
        (page_of("0 0 595 842"), "pdf"),
        (slides_with(thumbnail()), "pptx"),
        (SAMPLES["odp"], "odp"),
    ]
    files += [(pdf().replace(b"/Helvetica", f"/{font}".encode()), "pdf") for font in ("Unknown", "Unknown-Bold")]
    drawn = [insides.draw(*file) for file in files]

    with Insides() as other:
        again = [other.draw(*file) for file in reversed(files)]

    assert drawn == again[::-1] and None not in drawn[:3]


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="this system does not say which fonts it has")
def test_no_font_of_the_machine_is_used(insides: Insides) -> None:
    """A picture made with them would be another one on the next machine."""
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    fonts = sorted({line.partition(",")[0].replace(" ", "") for line in listed.splitlines()} - {""})
    assert fonts, "the machine has fonts"

    def drawn_in(font: str) -> Drawn | None:
        return insides.draw(pdf(text="Hagfj 0123").replace(b"/Helvetica", b"/" + font.encode("ascii", "ignore")), "pdf")

    assert [font for font in fonts if drawn_in(font) != drawn_in("Q" + font[1:])] == []


# -- files that are made to break, to deceive or to exhaust ----------------------------------------------------------


@pytest.mark.parametrize(
    "size",
    [
        "0 0 0 0",
        "0 0 1 1000000",
        "0 0 1000000 1",
        "0 0 -5 -5",
        "0 0 1e38 1e38",
        "a b c d",
        "0 0 nan nan",
        "0 0 1e-9 1e-9",
    ],
)
def test_a_page_of_an_absurd_size_breaks_nothing(insides: Insides, size: str) -> None:
    insides.draw(pdf(), "pdf")
    worker = insides.worker_id

    drawn = insides.draw(page_of(size), "pdf")

    assert (drawn is None) is ("1000000" in size)
    assert insides.worker_id == worker, "the worker broke"


def test_a_huge_page_is_drawn_small_and_at_once(insides: Insides) -> None:
    began = time.monotonic()
    drawn = insides.draw(page_of("0 0 14400 14400", stream(b"0 0 1 rg 0 0 7200 14400 re f")), "pdf")

    assert is_blue(seen(drawn).getpixel((50, 200)))
    assert time.monotonic() - began < 5


def test_of_ten_thousand_pages_only_the_first_is_read(insides: Insides) -> None:
    data = page_of("0 0 595 842", pages=10_000)
    began = time.monotonic()

    assert insides.draw(data, "pdf") is not None
    assert time.monotonic() - began < 5


def test_a_page_that_would_fill_the_memory_is_not_drawn_and_the_next_file_is() -> None:
    bomb = page_of("0 0 595 842", stream(b" " * 2**27 + b"0 0 1 rg 100 400 300 300 re f", packs=True))

    with Insides(memory=2**28) as reader:
        assert reader.draw(bomb, "pdf") is None
        assert reader.draw(pdf(), "pdf") is not None


def test_a_page_without_end_is_given_up_and_the_next_file_is_drawn() -> None:
    forms = {
        number: stream(
            b"/X Do " * 60,
            f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {number + 1} 0 R >> >>",
        )
        for number in range(6, 9)
    } | {9: stream(b"0 0 1 rg 0 0 5 5 re f " * 200, "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")}
    endless = page_of("0 0 595 842", stream(b"/X Do " * 60), more=forms)
    began = time.monotonic()

    with Insides(seconds=1) as reader:
        assert reader.draw(endless, "pdf") is None
        assert time.monotonic() - began < 20
        assert reader.draw(pdf(), "pdf") is not None


def test_a_form_that_holds_itself_ends(insides: Insides) -> None:
    itself = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"

    insides.draw(page_of("0 0 595 842", stream(b"/X Do"), more={6: stream(b"/X Do", itself)}), "pdf")

    assert insides.draw(pdf(), "pdf") is not None


@pytest.mark.parametrize("kind", ["pdf", "pptx", "odp"])
@pytest.mark.parametrize(
    "data", [b"", b"\0", b"%PDF-", b"PK\x05\x06" + bytes(18), b"\xff" * 4096, b"%PDF-1.7\n" * 9999]
)
def test_what_is_no_such_file_has_no_picture(insides: Insides, kind: str, data: bytes) -> None:
    assert insides.draw(data, kind) is None


def test_bytes_that_were_changed_give_a_small_picture_or_none(insides: Insides) -> None:
    chance = random.Random(31)
    for data, kind in ((page_of("0 0 595 842"), "pdf"), (slides_with(thumbnail()), "pptx")):
        for _ in range(150):
            changed = bytearray(data)
            for _ in range(chance.randint(1, 8)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            drawn = insides.draw(bytes(changed), kind)
            assert drawn is None or drawn_from(drawn.data) == drawn


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"\xff\xd8\xff" + bytes(500),
        png_with(size=(60_000, 60_000)),
        png_with(size=(3_000, 3_000)),
        thumbnail("GIF"),
        thumbnail("TIFF"),
        thumbnail("PPM"),
        thumbnail(size=(1, 400)),
        thumbnail()[:300],
    ],
    ids=["nothing", "no JPEG", "a bomb", "many pixels", "gif", "tiff", "ppm", "a line", "half"],
)
def test_a_thumbnail_that_is_no_small_picture_is_not_shown(insides: Insides, picture: bytes) -> None:
    insides.draw(pdf(), "pdf")
    worker = insides.worker_id

    assert insides.draw(slides_with(picture), "pptx") is None
    assert insides.worker_id == worker, "the worker broke"


def test_a_bomb_around_a_thumbnail_is_not_unpacked(insides: Insides) -> None:
    assert insides.draw(slides_with(bytes(2**28)), "pptx") is None


def noise(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", (width, height), random.Random(5).randbytes(width * height * 3)).save(out, "PNG")
    return out.getvalue()


def test_a_busy_picture_is_made_poorer_until_it_is_small_enough_and_else_not_shown(insides: Insides) -> None:
    drawn = insides.draw(slides_with(noise(200, 150), "docProps/thumbnail.png"), "pptx")

    assert seen(drawn).size == (200, 150)
    assert insides.draw(slides_with(noise(400, 300), "docProps/thumbnail.png"), "pptx") is None


def test_when_the_worker_dies_there_is_no_picture_and_the_next_is_drawn() -> None:
    with Insides() as reader:
        reader.draw(pdf(), "pdf")
        first = reader.worker_id
        assert first is not None
        os.kill(first, signal.SIGKILL)

        assert reader.draw(pdf(), "pdf") is not None
        assert reader.worker_id != first


# -- what is believed of an answer -----------------------------------------------------------------------------------


def webp(size: tuple[int, int] = (64, 64), **settings: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "blue").save(out, "WEBP", **settings)
    return out.getvalue()


def test_a_small_plain_webp_is_believed() -> None:
    assert drawn_from(webp()) == Drawn(webp(), 64, 64)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<svg onload=alert(1)>",
        webp()[:-1],
        webp() + b"<script>",
        webp(lossless=True),
        webp(exif=b"Exif\0\0canary"),
        webp((MOST_WIDE + 1, 64)),
        webp((64, MOST_HIGH + 1)),
        webp((LEAST - 1, 64)),
        thumbnail("PNG"),
        b"RIFF" + bytes(MOST_BYTES),
    ],
)
def test_anything_else_is_not(answer: bytes) -> None:
    assert drawn_from(answer) is None
