"""An expert: is what stands there what I confirmed, who answers for a topic, what waits, how do readers tell me?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser

from cop_build.app.judging import judge
from cop_build.core.digest import canonical_json
from cop_build.core.model import AssetId
from tests.chromium import NEEDS_CHROMIUM
from tests.cli.commands import Done, cop
from tests.community_box import AS_OF
from tests.journeys.site import FORGE, PAGES
from tests.journeys.walk import Walk, walking

pytestmark = NEEDS_CHROMIUM
ASSET = PAGES["asset"]


@pytest.fixture
def colleague(chromium: Browser, preview_site: str, size: tuple[int, int]) -> Iterator[Walk]:
    """Return somebody who looks at the preview."""
    with walking(chromium, preview_site, size) as walk:
        yield walk


def verified(community: Path, folder: str) -> Done:
    """Run ``cop verify``; from outside the clone, whose own program is the last commit's."""
    place = community.parent / "elsewhere"
    place.mkdir(exist_ok=True)
    return cop(place, "-C", community, "verify", community / folder, "--registry", community / "community.yml")


def test_the_proof_of_a_page_opens_and_is_right(reader: Walk, community: Path) -> None:
    reader.open(ASSET)
    shown = str(reader.page.locator(".cop-details code").get_attribute("title"))
    reader.page.locator(".cop-trust a", has_text="หลักฐานการรับรอง").click()
    reader.page.wait_for_url(f"**/{ASSET}approval.json")
    proof = json.loads(reader.page.locator("pre").inner_text())

    manifest = proof["manifest"]
    files = {one["path"]: (one["sha256"], one["size"]) for one in manifest["files"]}
    assert proof["digest"] == shown == f"cop1:{hashlib.sha256(canonical_json(manifest).encode()).hexdigest()}"
    assert manifest["id"] == ASSET.strip("/") and files
    for name, (digest, size) in files.items():
        data = reader.page.request.get(f"{reader.address}{ASSET}files/{name}").body()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (digest, size)
    payloads = [json.loads(record["payload"]) for record in proof["records"]]
    assert all(said["decision"] == "approve" and said["digest"] == shown for said in payloads)
    public = {one.version.asset: one for one in judge(community, as_of=AS_OF).judgement.public}
    confirmed = public[AssetId(ASSET.strip("/"))].confirmations
    assert {said["reviewer"] for said in payloads} == {one.reviewer.id for one in confirmed}

    reader.back()
    assert reader.here == ASSET


def test_every_proof_of_the_site_is_right(community: Path) -> None:
    done = verified(community, "site")

    assert done.status == 0, done.said


def test_a_topic_names_its_experts_and_leads_to_what_they_answer_for(reader: Walk, community: Path) -> None:
    people = judge(community, as_of=AS_OF).judgement.community.people.values()
    answerable = [person.name.th for person in people if "ucep" in person.topics]
    reader.open(ASSET)
    reader.follow(reader.page.locator(".cop-topics a"), to=PAGES["topic"])

    said = " ".join(reader.page.locator(".cop-facts").inner_text().split())
    assert answerable and f"ผู้เชี่ยวชาญประจำหัวข้อ {', '.join(answerable)}" in said
    assert reader.page.locator(f"a.cop-row__title[href$='/{ASSET}']").is_visible()


def test_what_changed_and_in_which_session_stands_on_the_page(reader: Walk) -> None:
    reader.open(ASSET)

    assert "สิ่งที่เปลี่ยนแปลง: เพิ่มบทพูดสำหรับญาติ" in reader.page.locator(".cop-change").inner_text()
    details = reader.page.locator(".cop-details")
    assert "ฉบับที่" in details.inner_text() and "ผู้เขียน" in details.inner_text()
    reader.follow(reader.page.locator(f"article a[href*='{PAGES['held session']}']").first, to=PAGES["held session"])


def test_an_error_is_reported_with_the_page_filled_in(reader: Walk) -> None:
    reader.open(ASSET)
    link = reader.page.locator("a", has_text="แจ้งข้อผิดพลาด")
    form = f"https://github.com/{FORGE}/issues/new?template=report-error.yml&asset={ASSET.strip('/')}"
    reader.page.route(form, lambda route: route.fulfill(body="<h1>form</h1>", content_type="text/html"))

    with reader.leaving_for(form):
        link.click()
        reader.page.wait_for_url(form)

    reader.back()


def test_a_draft_that_waits_is_nowhere_on_the_public_site(reader: Walk, community: Path) -> None:
    waiting = [
        verdict.asset
        for verdict in judge(community, as_of=AS_OF).judgement.verdicts
        if verdict.approved is None and not (community / "site" / verdict.asset).exists()
    ]
    assert waiting
    reader.open(f"{waiting[0]}/", status=404)
    for page in (community / "site").rglob("*.html"):
        assert not any(asset in page.read_text(encoding="utf-8") for asset in waiting), page


def test_every_page_of_the_preview_says_that_it_is_none_of_the_public_site(community: Path) -> None:
    pages = list((community / "preview").rglob("*.html"))
    assert len(pages) > 60
    for page in pages:
        document = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        robots = [one.get("content") for one in document.iter("meta") if one.get("name") == "robots"]
        marks = [one for one in document.iter("p") if one.get("class") == "cop-preview"]
        assert robots == ["noindex"] and len(marks) == 1, page

    assert verified(community, "preview").status != 0


def test_a_draft_in_the_preview_is_marked_and_nobody_has_confirmed_it(colleague: Walk) -> None:
    colleague.open("knowledge/lgo-not-registered/")

    assert colleague.page.locator(".cop-preview").is_visible()
    assert colleague.page.locator(".cop-overdue").first.is_visible()
    assert colleague.page.locator(".cop-trust").count() == 0
    assert colleague.page.locator("a[href$='approval.json']").count() == 0


@pytest.mark.parametrize("name", ["home", "topic", "letters", "session", "question"])
def test_the_preview_is_read_as_the_site_is(colleague: Walk, name: str) -> None:
    colleague.open(PAGES[name])

    mark, window = colleague.page.locator(".cop-preview").bounding_box(), colleague.page.viewport_size
    assert mark and window and mark["y"] < window["height"]
