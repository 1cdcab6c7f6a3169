"""What a page's browser is told to refuse: everything that is not the site's own. Source: manual/trust.md §6.

A script in the page runs only if its hash is named, so that no markup that slipped through could run anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

_USUAL = 1 << 14  # letters of all scripts of a page; what a hostile page holds beyond is not remembered
_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'{hashes}",
    "style-src 'self' 'unsafe-inline'",  # tables and the theme's own blocks carry styles; the audit reads each
    "img-src 'self' data:",  # the theme's icons stand in its style sheets
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)


def content_security_policy(scripts: Iterable[str]) -> str:
    """Return the policy of a page with these inline scripts. Source: https://www.w3.org/TR/CSP3/."""
    said = tuple(scripts)
    is_usual = sum(map(len, said)) < _USUAL
    return _policy_of_many(said) if is_usual else _policy(said)


def _policy(scripts: Sequence[str]) -> str:
    hashes = "".join(f" '{hashed}'" for hashed in sorted({_hash_of(script) for script in scripts}))
    return "; ".join(directive.format(hashes=hashes) for directive in _DIRECTIVES)


_policy_of_many = lru_cache(maxsize=1 << 8)(_policy)  # most pages have the same


def _hash_of(script: str) -> str:
    text = script.replace("\r\n", "\n").replace("\r", "\n")
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()).decode()
