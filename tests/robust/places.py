"""A community whose public site has two known states, and an interpreter in which rendering them takes no time."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.cli.commands import DAY, cop
from tests.community_box import Box
from tests.robust.stand_in import name_of, sums_of

BUILD = ("build", "--as-of", DAY)
ROOT = Path(__file__).parents[2]
LEFT_BY_A_BUILD = ["lock", "mkdocs.yml", "settings.yml"]  # in build/
_POLICY = re.compile(rb'\n *<meta http-equiv="content-security-policy"[^>]*>')
SETTINGS = "site_name: x\ntheme: {name: material, language: th, font: false}\nplugins: [search]\n"

Sums = Mapping[str, str]


@dataclass(frozen=True)
class Two:
    """A repository with the branches ``a`` and ``b``, never to be changed itself.

    Attributes:
        sums: By state, path → SHA-256 of the whole site.
        sites: By state, a copy of the site.
        rendered: What the stand-in for MkDocs gives back; see `stand_in`.
        python: An interpreter in which the stand-in takes the place of MkDocs.
    """

    box: Box
    sums: Mapping[str, Sums]
    sites: Mapping[str, Path]
    rendered: Path
    python: Path

    def copy_to(self, folder: Path, *, site: str = "a", head: str = "b") -> Path:
        """Return a copy of the repository whose ``site/`` holds one state and whose HEAD is another."""
        root = self.box.copy_to(folder).root
        shutil.rmtree(root / "site")
        shutil.copytree(self.sites[site], root / "site")
        point(root, head)
        return root

    def state_seen(self, root: Path) -> str:
        """Return of which state the first page is that a reader gets just now, while builds may be at work."""
        page = hashlib.sha256((root / "site" / "index.html").read_bytes()).hexdigest()
        return next((state for state, sums in self.sums.items() if sums["index.html"] == page), "another page")

    def state_of(self, root: Path) -> str:
        """Return which state ``site/`` holds, byte for byte; anything else is said as it is."""
        site = root / "site"
        if site.is_symlink() or not site.is_dir():
            return "no folder"
        sums = sums_of(site)
        for state, known in self.sums.items():
            if sums == known:
                return state
        both = {path for known in self.sums.values() for path in known}
        strange = sorted(sums.keys() ^ both) or sorted(path for path in sums if sums[path] != self.sums["a"].get(path))
        return f"a mixture: {strange[:10]}"


def make_two(folder: Path) -> Two:
    """Make the community, and build both of its states with the real renderer."""
    box = Box.at(folder / "box")
    box.put("mkdocs.yml", SETTINGS)
    box.put(".gitignore", "/build/\n/site/\n")
    box.put("docs/.gitignore", "*\n!.gitignore\n")
    box.publish("knowledge/stays", body="โทร 1669\n")
    box.publish("knowledge/goes", title="เรื่องของสถานะแรก", body="เฉพาะสถานะแรก\n")
    box.git("branch", "a")
    box.remove("drafts/knowledge/goes")
    box.commit("Withdraw", by="p-mai")
    box.publish("knowledge/comes", title="เรื่องของสถานะหลัง", body="เฉพาะสถานะหลัง\n")
    box.git("branch", "b")
    sums, sites, rendered = {}, {}, folder / "rendered"
    for state in ("a", "b"):
        point(box.root, state)
        done = cop(box.root, *BUILD)
        assert done.status == 0, done
        sums[state] = sums_of(box.root / "site")
        sites[state] = folder / f"site-{state}"
        shutil.copytree(box.root / "site", sites[state])
        _unfinished(sites[state], rendered / name_of(box.root / "docs"))
    assert sums["a"]["index.html"] != sums["b"]["index.html"] and len(list(rendered.iterdir())) == 2
    return Two(box, sums, sites, rendered, interpreter(folder / "python", rendered))


def point(root: Path, state: str) -> None:
    """Let HEAD be a branch, without a look at the work tree."""
    (root / ".git" / "HEAD").write_text(f"ref: refs/heads/{state}\n")


def interpreter(folder: Path, rendered: Path) -> Path:
    """Furnish a virtual environment that has what this one has, but for ``mkdocs``; return its interpreter."""
    packages = folder / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    (packages / "mkdocs").mkdir(parents=True)
    (packages / "mkdocs" / "__init__.py").touch()
    start = f"from pathlib import Path\nfrom tests.robust.stand_in import main\nmain(Path({str(rendered)!r}))\n"
    (packages / "mkdocs" / "__main__.py").write_text(start)
    known = [str(ROOT), *(path for path in sys.path if "site-packages" in path or "dist-packages" in path)]
    (packages / "known.pth").write_text("".join(f"{path}\n" for path in known))
    base = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    (folder / "pyvenv.cfg").write_text(f"home = {base.parent}\ninclude-system-site-packages = false\n")
    (folder / "bin").mkdir()
    (folder / "bin" / "python").symlink_to(base)
    return folder / "bin" / "python"


def quiet() -> dict[str, str]:
    """Return the environment in which builds are started and broken off."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": "/nonexistent",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }


def leftovers(root: Path) -> Iterator[str]:
    """Yield what a build that was broken off left behind and the next one should have taken away."""
    for name in sorted(place.name for place in (root / "build").iterdir()):
        if name not in LEFT_BY_A_BUILD:
            yield f"build/{name}"
    for place in sorted((root / "docs").rglob(".*")):
        if place != root / "docs" / ".gitignore":
            yield f"docs/{place.relative_to(root / 'docs')}"
    for name in sorted(place.name for place in root.iterdir()):
        if name not in (
            ".git",
            ".gitignore",
            "build",
            "community.yml",
            "docs",
            "drafts",
            "mkdocs.yml",
            "reviews",
            "site",
        ):
            yield name


def _unfinished(site: Path, target: Path) -> None:
    """Write what MkDocs had made before it was finished, near enough for the finish to make the same of it."""
    shutil.copytree(site, target)
    for page in target.rglob("*.html"):
        page.write_bytes(_POLICY.sub(b"", page.read_bytes(), count=1))
