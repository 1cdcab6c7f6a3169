"""What stands where a page was public once: why it is gone, and no word of what it said."""

from __future__ import annotations

from cop_build.core.model import Language
from cop_build.core.verdict import Notice
from cop_build.pages.addresses import asset_address, way_up
from cop_build.pages.markup import block
from cop_build.pages.staged import Staged, generated_page
from cop_build.pages.words import NOTICE_TEXTS, NOTICE_TITLES


def notice_page(notice: Notice, language: Language) -> Staged:
    """Return the page that took the place of an asset's."""
    address = asset_address(notice.asset)
    title = NOTICE_TITLES[notice.why].said_in(language)
    html = block(
        "notice.html",
        language,
        root=way_up(address),
        title=title,
        text=NOTICE_TEXTS[notice.why].said_in(language),
        reason=notice.reason,
        since=notice.since,
    )
    return generated_page(address, title=title, html=html)
