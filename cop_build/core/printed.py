"""What does a page need on paper? The full address of each link, which the style sheet prints after it."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_LINK = re.compile(r'<a\b[^>]*?\shref="([^"#][^"]*)"')


def with_addresses(page: str) -> str:
    """Return a rendered page whose links within the site say where they lead from anywhere.

    A page that does not know its own address, because the community has not said where its site stands, is returned
    as it is: nothing is guessed.
    """
    own = _CANONICAL.search(page) if '<link rel="canonical"' in page else None
    if own is None:
        return page
    base = unescape(own[1])
    return _ARTICLE.sub(lambda article: _LINK.sub(lambda link: _told(link, base), article[0]), page, count=1)


def _told(link: re.Match[str], base: str) -> str:
    try:
        href = unescape(link[1])
        address = None if urlsplit(href).scheme else urljoin(base, href)
    except ValueError:
        address = None
    return link[0] if address is None else f'{link[0]} data-address="{escape(address)}"'
