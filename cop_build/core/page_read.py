"""A rendered page while it is read: where its addresses lead in the site around it, and what was found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from urllib.parse import unquote

from cop_build.core.addresses import resolve, split
from cop_build.core.findings import Code, Finding, Severity
from cop_build.core.model import Text
from cop_build.core.policy import content_security_policy

FOREIGN = Code("COP528")
ADDRESS = Code("COP529")
POLICY = Code("COP533")
SEAL = Code("COP534")

_FILLED = r"[^\s\"'`\\<>(){}\[\];:=,+*!$&|]*"  # a path, Thai letters with their marks included
_OUTWARD = frozenset({"http:", "https:", "mailto:", "tel:"})


@dataclass(frozen=True, slots=True)
class Site:
    """What the rules must know of the site around a page.

    Attributes:
        files: Paths of all its files.
        theme: Those that are the theme's, byte for byte.
        scripts: What an inline script may be; see `inline_scripts`.
        base: The path at which the site will stand, such as ``/cop/``.
        url: Where it will stand, such as ``https://example.org/cop/``, if that is known.
        linked: The linked data that each page was staged with; on a page without, there may be none.
        attachments: Those of the files that are approved attachments: what a page may play.
        seals: What each page must say of the text it is made of, by its path; any other page says nothing.
        known: Where addresses lead that climb to the site's root, by the depth of the page: most stand on every page.
        led: Addresses that readers may follow from any page of a depth.
        known_scripts: Inline scripts that were found to be the theme's: most stand on every page.
        known_settings: Settings of the theme that were found good, by the depth of the page.
    """

    files: AbstractSet[str]
    theme: AbstractSet[str]
    scripts: tuple[re.Pattern[str], ...]
    base: str = "/"
    url: str | None = None
    linked: Mapping[str, str] = field(default_factory=dict)
    attachments: AbstractSet[str] = frozenset()
    seals: Mapping[str, str] = field(default_factory=dict)
    known: dict[int, dict[str, str | None]] = field(default_factory=dict, compare=False, repr=False)
    led: dict[int, set[str]] = field(default_factory=dict, compare=False, repr=False)
    known_scripts: set[str] = field(default_factory=set, compare=False, repr=False)
    known_settings: set[tuple[int, str]] = field(default_factory=set, compare=False, repr=False)

    def is_the_themes(self, script: str) -> bool:
        """Say whether an inline script is one of the theme's, whole and letter for letter."""
        if script in self.known_scripts:
            return True
        found = any(pattern.fullmatch(script) for pattern in self.scripts)
        if found:
            self.known_scripts.add(script)
        return found


def inline_scripts(templates: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Return what the inline scripts of the theme's own templates can look like once they are rendered.

    The installed templates are the yardstick, not a page rendered from them: a script counts only if it is, letter
    for letter, one that stands in a template. A place to be filled, ``{{ … }}``, takes a path and nothing
    that could end the string it stands in; a script with other template code inside is never accepted.
    """
    found: set[str] = set()
    for template in templates:
        for script in re.findall(r"<script>(.*?)</script>", template, re.DOTALL):
            parts = re.split(r"\{\{.*?\}\}", script)
            if not any("{%" in part or "{#" in part for part in parts):
                found.add(_FILLED.join(map(re.escape, parts)))
    return tuple(re.compile(pattern) for pattern in sorted(found))


class Page:
    """One page while it is looked at."""

    def __init__(self, path: str, site: Site) -> None:
        self.path = path
        self.site = site
        self.findings: list[Finding] = []
        self.scripts: list[str] = []  # inline ones
        self.policies: list[str] = []
        self.seals: list[str] = []
        self.is_late = False  # a script came before the policy
        self.has_linked = False
        self.depth = path.count("/")
        self._to_the_root = "../" * (self.depth or 1)
        self._known = site.known.setdefault(self.depth, {})
        self._led = site.led.setdefault(self.depth, set())

    def keeps_its_policy(self) -> None:
        """Check that the browser is told, before any script, to run none but those of the page."""
        if self.policies != [content_security_policy(self.scripts)] or self.is_late:
            self.says(
                POLICY,
                "นโยบายความปลอดภัยของหน้าไม่มี หรือไม่ตรงกับสคริปต์",
                "the page's security policy is missing, late or not that of its scripts",
            )

    def keeps_its_seal(self) -> None:
        """Check that the page is made of the text that was staged for its address."""
        seal = self.site.seals.get(self.path)
        if self.seals != ([] if seal is None else [seal]):
            self.says(SEAL, "หน้านี้ไม่ได้สร้างจากเนื้อหาของที่อยู่เว็บนี้", "the page is not made of the text of its address")

    def says(self, code: Code, th: str, en: str, severity: Severity = Severity.ERROR) -> None:
        self.findings.append(Finding(f"site/{self.path}", 0, code, Text(th=th, en=en), severity))

    def climbs(self, address: str) -> bool:
        """Say whether an address climbs to the site's root first: from every page of this depth it leads there."""
        return address.startswith(self._to_the_root)

    def resolves(self, address: str) -> str | None:
        if address.startswith("#"):
            return self.path
        if address in self._known:
            return self._known[address]
        found = resolve(address, page=self.path, base=self.site.base, files=self.site.files)
        if self.climbs(address):
            self._known[address] = found
        return found

    def stands_at(self, address: str | None) -> str | None:
        """Return the file of the site that a whole address leads to; ``None`` if it leads anywhere else."""
        whole, start = unquote(address or ""), unquote(self.site.url or "").rstrip("/") + "/"
        if not self.site.url or not whole.startswith(start) or ".." in whole:
            return None
        return resolve(whole[len(start) :] or "index.html", page="index.html", base="/", files=self.site.files)

    def loads(self, tag: str, address: str | None, among: AbstractSet[str] | None = None) -> None:
        """Check an address whose content the browser fetches with the page."""
        scheme, cleaned = split(address or "")
        if scheme:
            self.says(
                FOREIGN, f"<{tag}> เรียก {scheme!r} นอกเว็บไซต์นี้", f"<{tag}> loads from {scheme!r}, not from this site"
            )
            return
        found = self.resolves(cleaned)
        if among is not None and found not in among:
            self.says(FOREIGN, f"<{tag}> เรียกแฟ้มที่ไม่ใช่ของธีม", f"<{tag}> loads a file that is not the theme's")
        elif found is None:
            self.says(FOREIGN, f"<{tag}> เรียกแฟ้มที่ไม่มีในเว็บไซต์", f"<{tag}> loads a file that the site does not have")

    def leads(self, tag: str, address: str | None) -> None:
        """Check an address that is fetched only when a reader follows it."""
        if address in self._led:
            return
        scheme, cleaned = split(address or "")
        if scheme and scheme not in _OUTWARD:
            self.says(ADDRESS, f"<{tag}> มีที่อยู่แบบ {scheme!r}", f"<{tag}> has an address of the kind {scheme!r}")
        elif not scheme and self.resolves(cleaned) is None:
            shown = cleaned[:100]
            self.says(
                ADDRESS,
                f"ลิงก์ {shown!r} ไม่นำไปสู่หน้าใดของเว็บไซต์",
                f"the link {shown!r} leads to no page of the site",
                Severity.WARNING,
            )
        elif address and (scheme or self.climbs(cleaned)):  # as it leads from every page of this depth
            self._led.add(address)
