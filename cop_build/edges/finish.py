"""The last touch on a rendered site: what readers do not need goes, what is left is short and always the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from cop_build.core.findings import Code, Unable
from cop_build.core.formulas import with_formulas
from cop_build.core.model import Text
from cop_build.core.policy import content_security_policy
from cop_build.core.printed import with_addresses

UNFINISHED = Code("COP509")
_CHARSET = b'<meta charset="utf-8">'
# A formula wider than a phone is moved sideways, by keyboard too. Source: WCAG 2.2, 2.1.1.
_WIDE, _REACHED = '<div class="arithmatex"><math', '<div class="arithmatex" tabindex="0"><math'
_SCRIPT, _END = b"<script>", b"</script>"


def finish(site: Path) -> None:
    """Take out what the renderer adds without being asked, and finish every page. The search index is not looked at.

    - ``sitemap.xml.gz`` repeats ``sitemap.xml`` in bytes that depend on the machine's zlib; a sitemap without an
      address (no ``site_url``) is not a valid one; ``tags.json`` is for tools that nobody here uses.
    - Formulas become MathML: no page needs a script to draw them.
    - Links say their full address, for those who print the page; see ``core/printed.py``.
    - Each page tells its browser to run nothing but its own scripts; see ``core/policy.py``.

    Raises:
        Unable: A file cannot be read or written, or is no page that can be finished.
    """
    try:
        (site / "sitemap.xml.gz").unlink(missing_ok=True)
        (site / "tags.json").unlink(missing_ok=True)
        sitemap = site / "sitemap.xml"
        if sitemap.is_file() and b"<loc>" not in sitemap.read_bytes():
            sitemap.unlink()
        for folder, _, names in os.walk(site, onerror=_raise):
            for name in names:
                if name.endswith(".html"):
                    with Path(folder, name).open("r+b") as page:
                        html = _finished(page.read())
                        page.seek(0)
                        page.write(html)
                        page.truncate()
    except (OSError, ValueError, RecursionError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        detail = Text(
            th=f"เก็บงานเว็บไซต์ที่สร้างแล้วไม่สำเร็จ ({reason}) เว็บไซต์เดิมยังอยู่ครบ",
            en=f"the rendered site could not be finished ({reason}); the old one is as it was",
        )
        raise Unable(UNFINISHED, detail) from error


def _raise(error: OSError) -> None:
    raise error


def _finished(page: bytes) -> bytes:
    """Return a page as readers get it. Raises: ValueError, if it is no page that can be read."""
    html = with_addresses(with_formulas(page.decode())).replace(_WIDE, _REACHED)
    return _guarded(html.encode())


def _guarded(html: bytes) -> bytes:
    """Return a page with its policy, as early as there can be one. Raises: ValueError, if there is no place for it."""
    before, mark, after = html.partition(_CHARSET)
    if not mark:
        raise ValueError("a page without a character set")
    policy = _policy(tuple(_inline_scripts(html)))
    line = b'\n      <meta http-equiv="content-security-policy" content="%b">' % policy
    return html if after.startswith(line) else b"".join((before, mark, line, after))


def _inline_scripts(html: bytes) -> Iterator[bytes]:
    start = html.find(_SCRIPT)
    while start >= 0 and (end := html.find(_END, start)) >= 0:
        yield html[start + len(_SCRIPT) : end]
        start = html.find(_SCRIPT, end)


@lru_cache(maxsize=1 << 8)
def _policy(scripts: tuple[bytes, ...]) -> bytes:
    """Return the policy of these scripts; most pages have the same. Raises: ValueError, if they are not UTF-8."""
    return content_security_policy(script.decode() for script in scripts).encode()
