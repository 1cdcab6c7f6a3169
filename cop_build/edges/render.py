"""Runs the renderer, ``mkdocs build``, as a process of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Text

CANNOT_WRITE = Code("COP504")
RENDERER_FAILED = Code("COP506")

_PASSED_ON = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH")
_LINES_SHOWN = 8
_LETTERS_OF_A_LINE = 300
_TRACEBACK = "Traceback (most recent call last):\n"
_NOT_PLAIN = re.compile(r"[^\n\x20-\x7e]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")

# What neither the community's settings nor the pages may decide. `hooks`, `plugins` and Markdown extensions are kept in
# bounds by core/renderer.py before; lists and values given here replace the inherited ones, mappings are merged.
_OURS: Mapping[str, object] = {
    "strict": True,
    "use_directory_urls": True,
    "hooks": [],
    "watch": [],
    "extra_templates": [],
    "repo_url": None,
    "edit_uri": None,
    "not_in_nav": "**",  # pages are reached by topic indexes; silences a line for each of them
}
_OUR_THEME: Mapping[str, object] = {"name": "material", "font": False, "static_templates": ["404.html"]}


def render(
    root: Path,
    *,
    docs: Path,
    theme: Path,
    settings: Mapping[str, object],
    config: Mapping[str, object],
    epoch: int,
    keep_open: int | None = None,
    timeout_seconds: float = 3600,
) -> Path:
    """Render ``docs`` into ``build/site`` and return that folder.

    Two renderings of the same arguments and bytes are byte-identical, whatever the machine's day, locale and time zone.

    Args:
        theme: Our own templates and styles, laid over the installed theme.
        settings: The community's ``mkdocs.yml`` as *our* parser read it and ``core/renderer.py`` accepted it; it is
            written to ``build/settings.yml`` anew, so that MkDocs never reads the text with a parser of its own.
        config: What is laid over it: ``site_name``, ``site_url``, ``nav``, ``extra``, the theme's ``language`` …
        epoch: Seconds since 1970 that stand for "now" in the sitemap: the commit's time.
        keep_open: The descriptor of the build lock; the renderer keeps it, so that it is never left behind at work.

    Raises:
        Unable: MkDocs refused, with the last lines that it said; or ``build/`` cannot be written.
    """
    build = root / "build"
    site = build / "site"
    look = config.get("theme", {})
    assert isinstance(look, Mapping)
    places = {
        "docs_dir": os.path.relpath(docs, build),
        "site_dir": site.name,
        "theme": {**look, **_OUR_THEME, "custom_dir": str(theme.absolute())},
    }
    whole = {"INHERIT": "settings.yml", **config, **_OURS, **places}
    try:
        build.mkdir(exist_ok=True)
        _clear(site)
        _replace(build / "settings.yml", as_yaml(settings))
        _replace(build / "mkdocs.yml", as_yaml(whole))
    except OSError as error:
        raise _refused(error.strerror or type(error).__name__) from error
    try:
        run = subprocess.run(
            [sys.executable, "-P", "-s", "-m", "mkdocs", "build", "--strict", "--config-file", "mkdocs.yml"],
            cwd=build,
            env=_environment(epoch),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=() if keep_open is None else (keep_open,),
            timeout=timeout_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _failed(f"no end after {timeout_seconds:.0f} s") from error
    except OSError as error:
        raise _failed(error.strerror or type(error).__name__) from error
    if run.returncode != 0:
        raise _failed(_last_words(run.stdout, run.returncode))
    return site


def installed_theme() -> Path:
    """Return the folder of the installed Material theme: templates, styles and scripts.

    Raises:
        Unable: It is not installed.
    """
    spec = importlib.util.find_spec("material")
    for place in (spec.submodule_search_locations if spec else None) or ():
        if (Path(place) / "templates" / "base.html").is_file():
            return Path(place) / "templates"
    raise _failed("mkdocs-material is not installed")


def as_yaml(value: object) -> str:
    """Return JSON that YAML reads as the same value.

    JSON's own escapes are not YAML's: a letter beyond the sixteen-bit range would become two halves.
    Source: manual/trust.md §4.
    """
    return _NOT_PLAIN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def _escaped(match: re.Match[str]) -> str:
    point = ord(match[0])
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"


def _environment(epoch: int) -> dict[str, str]:
    """Return all that the renderer may know of this machine."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return kept | {
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": str(epoch),
        "TZ": "UTC",
    }


def _clear(site: Path) -> None:
    if site.is_symlink() or site.is_file():
        site.unlink()
    elif site.exists():
        shutil.rmtree(site)


def _replace(path: Path, text: str) -> None:
    """Write a file anew, never through a link that stands in its place."""
    path.unlink(missing_ok=True)
    with path.open("x", encoding="utf-8") as new:
        new.write(text)


def _last_words(said: bytes, status: int) -> str:
    """Return what MkDocs complained of, or else the last lines that it said, without control characters.

    Of a traceback only its last line is for people: the others name places of this machine.
    """
    text, _, traceback = said.decode("utf-8", "replace").partition(_TRACEBACK)
    lines, last = _plain(text), _plain(traceback)[-1:]
    complaints = [line for line in lines if line.startswith(("WARNING", "ERROR", "CRITICAL", "Error", "Aborted"))]
    shown = [line[:_LETTERS_OF_A_LINE] for line in (*(complaints or ([] if last else lines)), *last)][-_LINES_SHOWN:]
    return "\n".join(shown) or f"exit status {status}"


def _plain(text: str) -> list[str]:
    """Return the lines that say something, without control characters."""
    return [plain for line in text.splitlines() if (plain := _CONTROL.sub("", line).strip())]


def _refused(reason: str) -> Unable:
    return Unable(
        CANNOT_WRITE,
        Text(
            th=f"เขียน build/ ไม่ได้ ({reason}) ตรวจสิทธิ์ของโฟลเดอร์และที่ว่างของดิสก์",
            en=f"build/ cannot be written ({reason}): check the folder's permissions and the free space",
        ),
    )


def _failed(reason: str) -> Unable:
    return Unable(
        RENDERER_FAILED,
        Text(
            th=f"MkDocs สร้างเว็บไซต์ไม่สำเร็จ เว็บไซต์เดิมยังอยู่ครบ:\n{reason}",
            en=f"MkDocs could not build the site; the old one is as it was:\n{reason}",
        ),
    )
