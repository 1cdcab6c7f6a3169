"""What nobody confirmed stands in no byte of the public site, nor in what a public job prints. manual/trust.md §7."""

from __future__ import annotations

import html
import json
import unicodedata
import urllib.parse
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.commands import DAY, cop
from tests.community_box import Box

CANARIES = {
    "body": "คานารีเนื้อหา7",
    "title": "คานารีชื่อเรื่อง7",
    "summary": "คานารีสรุป7",
    "keyword": "คานารีคำค้น7",
    "reference": "คานารีอ้างอิง7",
    "note": "คานารีหมายเหตุ7",
    "attachment": "คานารีไฟล์7",
    "file": "canary-file-7",
    "comment": "คานารีความเห็น7",
}


def write(box: Box, asset: str) -> None:
    """Write an asset that holds a canary of its own in every place that an author can fill."""
    tag = asset.replace("/", "-")
    box.write(
        asset,
        title=f"{CANARIES['title']}-{tag}",
        summary=f"{CANARIES['summary']}-{tag}",
        keywords=[f"{CANARIES['keyword']}-{tag}"],
        references=[{"title": f"{CANARIES['reference']}-{tag}", "url": f"https://example.org/{CANARIES['reference']}"}],
        change_note=f"{CANARIES['note']}-{tag}",
        attachments=[{"file": f"{CANARIES['file']}-{tag}.csv", "title": f"{CANARIES['attachment']}-{tag}"}],
        body=f"## {CANARIES['title']}\n\n{CANARIES['body']}-{tag}\n",
        files={f"{CANARIES['file']}-{tag}.csv": f"{CANARIES['attachment']}-{tag}\n".encode()},
    )


@pytest.fixture(scope="module")
def unapproved(tmp_path_factory: pytest.TempPathFactory) -> Box:
    """Return a community in which every way of not being public occurs, and one asset is public."""
    box = Box.at(
        tmp_path_factory.mktemp("leaks") / "box",
        change=lambda registry: (
            registry["topics"].append(
                {"id": "strict", "title": {"th": "เข้ม", "en": "Strict"}, "overdue": "withhold", "review_every": "P1D"}
            )
            or registry["people"][0]["topics"].append("strict")
        ),
    )
    box.put("mkdocs.yml", "site_name: x\ntheme: {name: material, language: th, font: false}\nplugins: [search, tags]\n")
    box.publish("knowledge/public", title="เรื่องที่เผยแพร่", body="[อีกเรื่อง](../../knowledge/draft/index.md)\n")
    for asset in ("knowledge/draft", "knowledge/refused", "knowledge/asked", "knowledge/recalled", "question/draft"):
        write(box, asset)
    box.commit("Write", by="p-mai")
    box.approve("knowledge/refused", by="p-fin", comment=CANARIES["comment"])
    box.decide("knowledge/asked", by="p-ann", decision="request_changes", comment=CANARIES["comment"])
    box.approve("knowledge/recalled", comment=CANARIES["comment"])
    box.decide("knowledge/recalled", by="p-ann", decision="recall", reason="ผิด", comment=CANARIES["comment"])
    write(box, "knowledge/withheld")
    index = box.root / "drafts/knowledge/withheld/index.md"
    index.write_text(index.read_text(encoding="utf-8").replace('["ucep"]', '["strict"]'), encoding="utf-8")
    box.commit("Write", by="p-mai")
    box.approve("knowledge/withheld", comment=CANARIES["comment"])
    write(box, "knowledge/invalid")
    box.put("drafts/knowledge/invalid/index.md", f"<b>{CANARIES['body']}</b>")
    write(box, "knowledge/public")  # a newer version waits
    box.commit("Write", by="p-mai")
    return box


def decoded(data: bytes) -> list[str]:
    """Return bytes as text in every form in which a reader, or a reader's program, may meet it."""
    text = data.decode("utf-8", "replace")
    forms = [text, html.unescape(text), urllib.parse.unquote(text)]
    with suppress(ValueError):
        forms.append(json.dumps(json.loads(text), ensure_ascii=False))
    return [unicodedata.normalize("NFC", form) for form in forms]


def test_no_canary_stands_anywhere_in_the_public_site(unapproved: Box) -> None:
    states = {v.asset: v.state.value for v in unapproved.judge().verdicts}
    assert set(states.values()) >= {"draft", "changes_requested", "recalled", "overdue", "invalid", "pending_changes"}

    done = cop(unapproved.root, "build", "--as-of", DAY)

    assert done.status == 0, done
    site = unapproved.root / "site"
    places = sorted(place for place in site.rglob("*") if place.is_file())
    assert len(places) > 50 and (site / "knowledge/public/index.html") in places
    for place in places:
        name = place.relative_to(site).as_posix()
        for form in [*decoded(place.read_bytes()), name]:
            leaked = [place for place, canary in CANARIES.items() if canary in form]
            assert not leaked, (name, leaked)


@pytest.mark.parametrize(
    "arguments", [["build"], ["build", "--format", "github"], ["audit", "site"], ["verify", "site"]]
)
def test_no_canary_stands_in_what_a_public_job_prints(unapproved: Box, arguments: list[str]) -> None:
    day = () if arguments[0] == "verify" else ("--as-of", DAY)

    done = cop(unapproved.root, *arguments, *day)

    assert not [place for place, canary in CANARIES.items() if canary in done.said]


def test_the_preview_shows_what_it_is_for(unapproved: Box) -> None:
    assert cop(unapproved.root, "build", "--preview", "--as-of", DAY).status == 0

    page = unapproved.root / "preview/knowledge/draft/index.html"
    assert CANARIES["body"] in page.read_text(encoding="utf-8") and isinstance(page, Path)
