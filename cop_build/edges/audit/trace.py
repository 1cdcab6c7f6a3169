"""Every file of the site has one explanation, or is a finding."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cop_build.core.findings import Code, Finding
from cop_build.core.model import File, Text
from cop_build.core.page_read import Site, inline_scripts
from cop_build.core.rendered import page_findings
from cop_build.edges.audit.indexes import calendar_findings, feed_findings, search_findings, sitemap_findings
from cop_build.edges.audit.leaks import leaked
from cop_build.edges.audit.pieces import Expected, expected_pieces
from cop_build.edges.audit.planned import Plan, plan_of
from cop_build.pages.staged import Staged

UNEXPLAINED = Code("COP520")
MISSING = Code("COP521")
OTHER_BYTES = Code("COP522")
NO_FILE = Code("COP523")
UNREADABLE = Code("COP524")
LEAK = Code("COP531")

NOT_FOUND_PAGE = "404.html"
SITEMAP = "sitemap.xml"
SEARCH_INDEX = "search/search_index.json"

_INDEXES = {"feed.xml": feed_findings, "calendar.ics": calendar_findings}
_PAGES = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".svg")
_ACTIVE = (*_PAGES, ".svgz", ".js", ".mjs", ".css", ".xml", ".json", ".wasm", ".swf", ".jar", ".map")
_NOT_COPIED = (".html", ".py", ".pyc", ".yml")


def audit(
    site: Path,
    *,
    staged: Sequence[Staged],
    theme: Sequence[Path],
    site_url: str | None = None,
    canaries: Sequence[bytes] = (),
) -> tuple[Finding, ...]:
    """Return what in a rendered site has no explanation or could harm a reader, sorted; empty if it may be public.

    A file is explained if it holds the plan's bytes at the plan's address, is the page of a planned Markdown file,
    the theme's own file at the theme's own address, or the sitemap or search index of planned pages, whole or in
    pieces. Pages are then read by ``core/rendered.py``. What cannot be read or understood is a finding. Source:
    manual/trust.md §6.

    Args:
        staged: The plan that was rendered.
        theme: Folders of the theme in the order in which they count: ours, then the installed one.
        site_url: Where the site will stand, if the community says so.
        canaries: UTF-8 strings that must not occur anywhere, however they are written. Findings do not repeat them.
    """
    plan = plan_of(staged)
    listed = _Listing({}, [])
    if site.is_symlink() or not site.is_dir():
        return (_finding("", NO_FILE, "ไม่ใช่โฟลเดอร์", "it is not a folder"),)
    _list(site, "", listed)
    files, findings = listed.files, listed.findings
    originals = _originals(theme)
    theirs = frozenset(
        path for path in files.keys() & originals.keys() - plan.files.keys() if _is_the_themes(path, files, originals)
    )
    base = urlsplit(site_url or "/").path.rstrip("/") + "/"
    attachments = frozenset(path for path, planned in plan.files.items() if isinstance(planned, File))
    scripts = inline_scripts(_templates(theme))
    pieces = Expected()
    try:
        pieces = expected_pieces(SEARCH_INDEX, files)
    except (OSError, ValueError, RecursionError, MemoryError) as error:
        findings.append(_unreadable(SEARCH_INDEX, error))
    around = Site(files.keys(), theirs, scripts, base, site_url, plan.linked, attachments, plan.seals)
    for path, place in files.items():
        try:
            findings.extend(_file(path, place, plan, around, pieces, site_url))
            if canaries:
                findings.extend(_leaks(path, place.read_bytes(), canaries))
        except (OSError, ValueError, EOFError, RecursionError, MemoryError) as error:
            findings.append(_unreadable(path, error))
    for path in sorted((plan.files.keys() | plan.pages.all | pieces.files.keys()) - files.keys()):
        findings.append(_finding(path, MISSING, "อยู่ในแผนแต่ไม่มีในเว็บไซต์", "it is planned, and missing"))
    return tuple(sorted(set(findings)))


@dataclass(frozen=True, slots=True)
class _Listing:
    files: dict[str, Path]
    findings: list[Finding]


def _list(site: Path, inside: str, listed: _Listing) -> None:
    try:
        entries = sorted(os.scandir(site / inside), key=lambda entry: entry.name)
    except OSError:
        listed.findings.append(_finding(inside, UNREADABLE, "เปิดโฟลเดอร์ไม่ได้", "the folder cannot be opened"))
        return
    for entry in entries:
        path = f"{inside}/{entry.name}" if inside else entry.name
        if entry.is_dir(follow_symlinks=False):
            _list(site, path, listed)
        elif entry.is_file(follow_symlinks=False):
            listed.files[path] = Path(entry.path)
        else:
            listed.findings.append(
                _finding(path, NO_FILE, "ไม่ใช่แฟ้มธรรมดา (เช่น ลิงก์)", "it is not an ordinary file (a link, for example)")
            )


def _file(
    path: str, place: Path, plan: Plan, around: Site, pieces: Expected, site_url: str | None
) -> Iterator[Finding]:
    """Find the one explanation of a file, and read it if browsers would."""
    planned = plan.files.get(path)
    if planned is not None:
        yield from _same_bytes(path, place, planned)
        if path.lower().endswith(_PAGES):
            yield from page_findings(path, place.read_bytes().decode("utf-8"), around)
        elif path in _INDEXES:
            yield from _INDEXES[path](path, place.read_bytes(), plan.pages, site_url)
    elif path in around.theme:
        return
    elif path in plan.pages.all or path == NOT_FOUND_PAGE:
        yield from page_findings(path, place.read_bytes().decode("utf-8"), around)
    elif path in pieces.files:
        yield from _same_bytes(path, place, pieces.files[path].encode())
        if path == SEARCH_INDEX:
            yield from search_findings(path, pieces.index, plan.pages)
    elif path == SEARCH_INDEX:
        yield from search_findings(path, json.loads(place.read_bytes()), plan.pages)
    elif path == SITEMAP:
        yield from sitemap_findings(path, place.read_bytes(), plan.pages, site_url)
    elif path == f"{SITEMAP}.gz":
        if gzip.decompress(place.read_bytes()) != place.with_suffix("").read_bytes():
            yield _finding(path, OTHER_BYTES, "เนื้อหาไม่ตรงกับ sitemap.xml", "it does not hold what sitemap.xml holds")
    else:
        yield _finding(
            path,
            UNEXPLAINED,
            "ไม่มีในแผนและไม่ใช่แฟ้มของธีม",
            "nothing explains it: it is neither planned nor a file of the theme",
        )


def _same_bytes(path: str, place: Path, planned: bytes | File) -> Iterator[Finding]:
    if isinstance(planned, File):
        with place.open("rb") as there:
            same = hashlib.file_digest(there, "sha256").hexdigest() == planned.sha256
        if path.lower().endswith(_ACTIVE):
            yield _finding(
                path, UNEXPLAINED, "แฟ้มแนบชนิดนี้ทำงานในเบราว์เซอร์ได้", "an attachment of this kind runs in browsers"
            )
    else:
        same = place.read_bytes() == planned
    if not same:
        yield _finding(path, OTHER_BYTES, "เนื้อแฟ้มไม่ตรงกับแผน", "its bytes are not the planned ones")


def _originals(theme: Sequence[Path]) -> Mapping[str, Path]:
    """Return the theme's files that are copied as they are, by their address: no templates, nothing hidden."""
    found: dict[str, Path] = {}
    for folder in reversed(theme):
        for place, inner, names in os.walk(folder):
            inner[:] = [name for name in inner if not name.startswith(".")]
            for name in names:
                original = Path(place, name)
                if not name.startswith(".") and not name.endswith(_NOT_COPIED) and original.is_file():
                    found[original.relative_to(folder).as_posix()] = original
    found.pop(SITEMAP, None)
    return found


def _is_the_themes(path: str, files: Mapping[str, Path], originals: Mapping[str, Path]) -> bool:
    """Is it, byte for byte, the theme's file of that address?"""
    try:
        return originals[path].read_bytes() == files[path].read_bytes()
    except OSError:
        return False


def _templates(theme: Sequence[Path]) -> Iterator[str]:
    """Return the templates whose inline scripts a page may hold; not those that call other servers or redirect."""
    for folder in theme:
        for place, inner, names in os.walk(folder):
            inner[:] = [name for name in inner if not name.startswith(".") and name != "integrations"]
            for name in names:
                if name.endswith(".html") and name != "redirect.html":
                    yield Path(place, name).read_text(encoding="utf-8")


def _leaks(path: str, raw: bytes, canaries: Sequence[bytes]) -> Iterator[Finding]:
    for number in leaked(path, raw, canaries):
        yield _finding(
            path,
            LEAK,
            f"มีข้อความที่ยังไม่ได้รับการยืนยัน (ลำดับที่ {number + 1})",
            f"it holds text that was not approved (number {number + 1})",
        )


def _unreadable(path: str, error: Exception) -> Finding:
    kind = type(error).__name__
    return _finding(path, UNREADABLE, f"อ่านไม่ได้ ({kind})", f"it cannot be read ({kind})")


def _finding(path: str, code: Code, th: str, en: str) -> Finding:
    return Finding(f"site/{path}".rstrip("/"), 0, code, Text(th=th, en=en))
