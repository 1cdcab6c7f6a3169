"""Every code is explained, raised by its example, and not raised by the example beside it."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import cop_build
from cop_build.cli import commands
from cop_build.core.codes import RULES
from cop_build.core.codes.page import codes_page
from cop_build.core.findings import Code
from tests.cases_kit import written
from tests.community_box import Box

HERE = Path(__file__).parent
CASES = {place.name[:6]: place for place in sorted((HERE / "cases").iterdir()) if place.is_dir()}
PACKAGE = Path(cop_build.__file__).parent
THAI = re.compile("[\u0e00-\u0e7f]")

# What is also said of an example that is as it should be: it waits for approval, it links to what waits; its community
# is small, has no recorder, no next session, no notes and no settings for a site; a comment is no decision, and what is
# due for review is due.
BESIDES = {"COP137", "COP301", "COP414", "COP602", "COP603", "COP701", "COP920", "COP953", "COP954"}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a machine's proxy from being asked for this machine."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def example(code: str, name: str) -> Callable[[Box], set[str]]:
    """Return the example of a code: a text of an asset, or steps in a repository."""
    folder = CASES[code]
    text = folder / f"{name}.md"
    if text.exists():
        return lambda box: written(box, text.read_bytes())
    place = folder / f"{code.lower()}.py"
    spec = importlib.util.spec_from_file_location(f"tests_cases_{code}", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[Box], set[str]] = getattr(module, name)
    return found


@pytest.mark.parametrize("code", sorted(RULES))
def test_its_example_raises_a_code(code: str, box: Box) -> None:
    assert code in example(code, "raises")(box)


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_example_beside_it_does_not(code: str, box: Box) -> None:
    said = example(code, "silent")(box)

    assert code not in said
    assert said <= BESIDES, "it is refused for another reason, and so would prove nothing"


def test_every_code_has_one_example_and_every_example_a_code() -> None:
    assert CASES.keys() == RULES.keys()
    assert len(CASES) == sum(1 for place in (HERE / "cases").iterdir() if place.is_dir())


def test_the_codes_that_are_used_are_those_of_the_catalogue() -> None:
    modules = [place for place in PACKAGE.rglob("*.py") if "codes" not in place.relative_to(PACKAGE).parts]
    used = {code for place in modules for code in re.findall(r'"(COP\d{3})"', place.read_text(encoding="utf-8"))}

    assert used == set(RULES)


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_is_said_in_both_languages(code: str) -> None:
    rule = RULES[Code(code)]

    for text in (rule.title, rule.why, rule.remedy):
        assert THAI.search(text.th) and not THAI.search(text.en)
    done = CliRunner().invoke(commands, ["explain", code])
    assert done.exit_code == 0 and rule.title.th in done.output and rule.remedy.en in done.output


def test_the_manuals_page_of_codes_is_current() -> None:
    page = HERE.parent / "manual" / "codes.md"

    assert page.read_text(encoding="utf-8") == codes_page(RULES.values())
