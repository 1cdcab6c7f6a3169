"""Pictures of attachments on their way to the site: of what is public, always the same, and harmless if broken."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cop_build.app import previewing
from cop_build.app.drawing import SECONDS, Drawings, drawn_of
from cop_build.app.proving import verify
from cop_build.app.publishing import audit_folder, build, stage
from cop_build.core.findings import Severity
from cop_build.core.model import File
from tests.access.community import DOCUMENT, SETTINGS
from tests.cli.commands import cop
from tests.community_box import AS_OF, Box
from tests.edges.insides.pdfs import pdf
from tests.edges.insides.test_drawing import page_of
from tests.edges.insides.thumbnails import slides_with, thumbnail
from tests.pages import communities as given

PICTURES = ("previews/plan.pdf.webp", "previews/slides.pptx.webp")


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Box:
    """Return a built community with a public document, public slides, and the draft of a document."""
    box = Box.at(tmp_path_factory.mktemp("pictures") / "community")
    box.put("mkdocs.yml", SETTINGS.read_bytes())
    box.publish("knowledge/x", files={"plan.pdf": DOCUMENT.read_bytes(), "slides.pptx": slides_with(thumbnail())})
    box.write("knowledge/draft", files={"draft.pdf": DOCUMENT.read_bytes()})
    box.commit("Write a draft")
    assert build(box.root, as_of=AS_OF).is_done
    return box


def test_of_what_is_public_there_are_pictures_and_of_drafts_none(box: Box) -> None:
    found = [str(one.relative_to(box.root / "site")) for one in sorted((box.root / "site").rglob("*.webp"))]

    assert found == [f"knowledge/x/{name}" for name in PICTURES]


def test_the_pictures_are_staged_and_audited_and_a_clone_rebuilds_the_same_bytes(box: Box) -> None:
    built = (box.root / "site/knowledge/x" / PICTURES[0]).read_bytes()
    stage(box.root, as_of=AS_OF)

    assert (box.root / "docs/knowledge/x" / PICTURES[0]).read_bytes() == built
    assert audit_folder(box.root, box.root / "site", as_of=AS_OF).findings == ()
    verified = verify(box.root, box.root / "site", registry=None)
    assert verified.findings == () and verified.compared


def test_another_picture_in_the_place_of_one_is_found(box: Box, tmp_path: Path) -> None:
    place = box.root / "site/knowledge/x" / PICTURES[0]
    right = place.read_bytes()
    place.write_bytes((box.root / "site/knowledge/x" / PICTURES[1]).read_bytes())
    try:
        audited = audit_folder(box.root, box.root / "site", as_of=AS_OF).findings
        verified = verify(box.root, box.root / "site", registry=None).findings
    finally:
        place.write_bytes(right)

    assert [(one.code, one.path) for one in audited] == [("COP522", f"site/knowledge/x/{PICTURES[0]}")]
    assert [(one.code, one.path) for one in verified] == [("COP547", f"knowledge/x/{PICTURES[0]}")]


def test_a_preview_shows_pictures_of_drafts_too(box: Box) -> None:
    previewing.build(box.root, as_of=AS_OF)

    assert (box.root / "preview/knowledge/draft/previews/draft.pdf.webp").is_file()
    assert not (box.root / "site/knowledge/draft").exists()


HOSTILE = {
    "a.pdf": b"%PDF-1.7\n" + b"[" * 100_000,
    "b.pdf": b"",
    "c.pptx": slides_with(b"\xff\xd8\xff" + bytes(99)),
    "d.odp": b"PK\x03\x04" + b"\xff" * 999,
    "good.pdf": pdf(),
}


def test_files_of_which_nothing_can_be_drawn_take_nothing_from_the_others() -> None:
    files = [given.file(name) for name in HOSTILE]

    drawn = drawn_of(
        given.judgement(given.approved("a", given.knowledge(), files=files)), lambda file: iter([HOSTILE[file.path]])
    )

    assert drawn.pictures.keys() == {given.file("good.pdf").sha256}
    assert [(one.code, one.path, one.severity) for one in drawn.findings] == [
        ("COP511", f"drafts/knowledge/a/{name}", Severity.WARNING) for name in ("a.pdf", "b.pdf")
    ], "slides without a picture of their own are nothing to mend"


@pytest.fixture
def too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the time of every file be over before the worker could answer."""

    def watch(worker: subprocess.Popen[bytes], seconds: float, late: threading.Event) -> threading.Timer:
        if seconds == SECONDS:  # and not what it may take to start
            late.set()
            worker.kill()
            worker.wait()
        return threading.Timer(seconds, worker.kill)

    monkeypatch.setattr("cop_build.edges.insides.process._watch", watch)


@pytest.mark.usefixtures("too_slow")
@pytest.mark.parametrize("name", ["a.pdf", "a.pptx", "a.odp"])
def test_a_file_that_is_drawn_too_slowly_is_named_in_each_asset_and_tried_once(name: str) -> None:
    read: list[str] = []

    def bytes_of(file: File) -> Iterator[bytes]:
        read.append(file.path)
        return iter([pdf()])

    both = [given.approved(slug, given.knowledge(slug), files=[given.file(name)]) for slug in ("a", "b")]

    drawn = drawn_of(given.judgement(*both), bytes_of)

    assert drawn.pictures == {} and read == [name]
    assert [one.path for one in drawn.findings] == [f"drafts/knowledge/{slug}/{name}" for slug in ("a", "b")]
    assert all("too much time" in one.detail.en and not one.is_error for one in drawn.findings)


@pytest.mark.usefixtures("too_slow")
def test_after_a_few_files_that_take_too_long_no_more_are_drawn() -> None:
    read: list[str] = []

    def bytes_of(file: File) -> Iterator[bytes]:
        read.append(file.path)
        return iter([pdf()])

    files = [given.file(f"{number}.pdf") for number in range(9)]

    drawn = drawn_of(given.judgement(given.approved("a", given.knowledge(), files=files)), bytes_of)

    assert len(read) == 4 and [one.code for one in drawn.findings] == ["COP511"] * 9
    assert sum("was not drawn" in one.detail.en for one in drawn.findings) == 5


@pytest.mark.parametrize("name", ["a.pdf", "a.pptx"])
def test_a_worker_that_breaks_is_not_taken_for_one_that_was_too_slow(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cop_build.edges.insides.process._START", "raise SystemExit(1)")
    one = given.approved("a", given.knowledge(), files=[given.file(name)])

    drawn = drawn_of(given.judgement(one), lambda file: iter([pdf()]))

    assert [finding.code for finding in drawn.findings] == ["COP511"]
    assert "could not be drawn" in drawn.findings[0].detail.en


def test_whoever_builds_is_told_which_document_has_no_picture(tmp_path: Path) -> None:
    box = Box.at(tmp_path / "community")
    box.put("mkdocs.yml", SETTINGS.read_bytes())
    box.publish("knowledge/x", files={"line.pdf": page_of("0 0 5 14400"), "good.pdf": pdf()})

    built = cop(box.root, "build", "--lang", "en", "--as-of", str(AS_OF))
    proved = cop(box.root, "verify", "site", "--lang", "en")
    staged = cop(box.root, "stage", "--lang", "en", "--as-of", str(AS_OF))

    for done in (built, proved, staged):
        assert done.status == 0 and "drafts/knowledge/x/line.pdf: COP511 warning" in done.said, done
    assert "COP511" not in built.out and built.out.startswith("site/: ") and "good.pdf" not in built.said
    assert (box.root / "site/knowledge/x/files/line.pdf").is_file()


def test_a_file_that_has_no_pages_is_not_even_read() -> None:
    def read(file: File) -> Iterator[bytes]:
        raise AssertionError(file.path)

    files = [given.file(name) for name in ("a.csv", "b.docx", "c.png", "d.mp4", "e.vtt", "f.pdf.csv")]

    drawn = drawn_of(given.judgement(given.approved("a", given.knowledge(), files=files)), read)
    assert drawn == Drawings({}, ())


def test_one_file_that_stands_in_two_assets_is_drawn_once() -> None:
    read: list[str] = []

    def bytes_of(file: File) -> Iterator[bytes]:
        read.append(file.path)
        return iter([pdf()])

    both = [given.approved(slug, given.knowledge(slug), files=[given.file("a.pdf")]) for slug in ("a", "b")]

    assert len(drawn_of(given.judgement(*both), bytes_of).pictures) == 1
    assert read == ["a.pdf"]
