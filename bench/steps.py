"""One measured process: ``python -m bench.steps PROCESS FOLDER`` prints a line of JSON for each step."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cop_build.app.judging import Judged

AS_OF = date(2026, 11, 23)


def _cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


@contextmanager
def measured(name: str) -> Iterator[None]:
    """Print the CPU seconds of this process and its children in a step, and its peak memory until then."""
    began = _cpu_seconds()
    yield
    cpu = _cpu_seconds() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    print(json.dumps({"step": name, "cpu_seconds": cpu, "peak_bytes": peak, "child_peak_bytes": child}), flush=True)


def read_bytes(folder: Path) -> None:
    """Read and sum every object of the repository: what no reader of it can do without."""
    with measured("bytes"):
        command = ["git", "-C", str(folder), "cat-file", "--batch-all-objects", "--batch", "--buffer", "--unordered"]
        summed = hashlib.sha256()
        with subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=1 << 20) as process:
            assert process.stdout is not None
            while chunk := process.stdout.read(1 << 20):
                summed.update(chunk)


def judging(folder: Path) -> Judged:
    """Read the repository and judge it; of the judging alone it is told once more how long it takes."""
    from cop_build.app.judging import Judged, look_at, without_collection
    from cop_build.core.dossier import compile_dossier
    from cop_build.core.gate import decide
    from cop_build.core.line import trace
    from cop_build.edges.git import Repository

    with without_collection(), measured("read"):
        repository = Repository.at(folder)
        facts = repository.facts()
        dossier = compile_dossier(facts, trace(facts))
    with without_collection(), measured("look"):
        looked = look_at(repository, dossier, is_fresh=True)
    with without_collection(), measured("gate"):
        judgement = decide(dossier, looked, today=AS_OF)
    look_at(repository, dossier, is_fresh=False)
    with without_collection(), measured("look again"):
        look_at(repository, dossier, is_fresh=False)
    return Judged(repository, dossier, judgement)


def ours(folder: Path) -> None:
    """Go the whole way of a build, step by step."""
    from cop_build.app.judging import WORDS, read_settings
    from cop_build.app.publishing import OUR_THEME, audit_site, keywords_of, planned
    from cop_build.edges.files import swap, write_docs
    from cop_build.edges.finish import finish
    from cop_build.edges.render import render
    from cop_build.edges.searching import prepare_search
    from cop_build.edges.wordlist import read_words
    from cop_build.pages.settings import settings

    judged = judging(folder)
    judgement = judged.judgement
    with measured("stage"), judged.attachments() as read:
        staged = planned(judged, read).files
        write_docs(folder / "docs", staged, read)
    document = read_settings(judged.dossier.facts)
    assert not isinstance(document, tuple) and isinstance(document.value, dict), "the bench's own settings are valid"
    with measured("render"):
        made = render(
            folder, docs=folder / "docs", theme=OUR_THEME, settings=document.value, config=settings(judgement), epoch=0
        )
    with measured("finish"):
        finish(made)
        prepare_search(made, words=read_words(WORDS), keywords=keywords_of(judgement))
    with measured("audit"):
        findings = audit_site(made, judged, staged)
    assert not findings, "what is built here passes the audit"
    with measured("swap"):
        swap(made, folder / "site")
    print(json.dumps({"public": len(judgement.public), "pages": sum(file.path.endswith(".md") for file in staged)}))


def bare(folder: Path) -> None:
    """Render the same ``docs/`` with the same settings and navigation, without anything of ours."""
    build = folder / "build"
    text = (build / "mkdocs.yml").read_text(encoding="utf-8")
    config = json.loads(text)
    config["theme"] = {key: value for key, value in config["theme"].items() if key != "custom_dir"}
    config["site_dir"] = "bare"
    (build / "bare.yml").write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with measured("bare"):
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", "bare.yml"],
            cwd=build,
            env=environment,
            check=True,
        )


if __name__ == "__main__":
    gc.collect()
    {"bytes": read_bytes, "judging": judging, "ours": ours, "bare": bare}[sys.argv[1]](Path(sys.argv[2]))
