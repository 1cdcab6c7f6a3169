"""Real sites of a small community, with and without an address of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any  # a header's values

from cop_build.app.publishing import build
from tests.community_box import AS_OF, Box

SETTINGS = Path(__file__).parents[2] / "cop_build" / "templates" / "init" / "mkdocs.yml"
URL = "https://cop.example.org/ชุมชน/"
TITLE = "ก \"x\" 'y' </script> ]]> & &amp; 👩‍⚕️ น้ำ <b>"
NEXT: dict[str, Any] = {
    "phase": "planned",
    "starts_at": "2026-11-30T09:00:00+07:00",
    "duration_minutes": 90,
    "place": TITLE,
}
PAGES = {
    "knowledge/x/": "WebPage",
    "knowledge/en/": "WebPage",
    "note/n/": "WebPage",
    "question/q/": "QAPage",
    "session/next/": "WebPage",
    "page/about/": "WebPage",
    "": "WebSite",
}


def community(folder: Path, *, site_url: str | None, language: str = "th") -> Box:
    """Return a community with a public asset of each kind; its reviews are due on 2027-11-01."""
    more = {"site_url": site_url} if site_url else {}
    box = Box.at(folder, change=lambda registry: registry.update(language=language, **more))
    box.put("mkdocs.yml", SETTINGS.read_bytes())
    box.publish("knowledge/x", title=TITLE, summary=TITLE, effective_until="2027-12-24")
    box.publish("knowledge/en", title="In English", language="en")
    box.publish("knowledge/late", title="เรื่องที่ถึงกำหนด", review_in="P1D")
    box.publish("session/next", title=TITLE, by="p-adm", **NEXT)
    box.publish("note/n", title=TITLE, session="session/next")
    box.publish("question/q", title=TITLE, body="ตอบว่า &lt;b&gt; `</script>`\n")
    box.publish("page/about", title=TITLE, summary=TITLE, by="p-adm")
    box.publish("knowledge/gone", title="เรื่องที่ถอน")
    box.remove("drafts/knowledge/gone")
    box.write("knowledge/draft", title="เรื่องที่ยังไม่ยืนยันอย่างแน่นอน")
    box.commit("Withdraw", by="p-mai")
    return box


def built(box: Box) -> Path:
    """Build the public site; the audit found nothing."""
    done = build(box.root, as_of=AS_OF)
    assert done.findings == (), [(one.code, one.path, one.detail.en) for one in done.findings]
    return box.root / "site"
