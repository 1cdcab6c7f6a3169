"""What the manual says of trust and architecture is there: the sections that are cited, tests, modules, codes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

import cop_build
from cop_build.core.codes import RULES
from cop_build.core.codes.page import _FAMILIES
from tests.gate.attacks import ATTACKS

HERE = Path(__file__).parent
PACKAGE = Path(cop_build.__file__).parent
MANUAL = HERE.parent / "manual"
TRUST, MAP, SECURITY = (MANUAL / name for name in ("trust.md", "architecture.md", "security.md"))
CITING = frozenset({".py", ".yml", ".json", ".html", ".md"})


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


# -- citations -------------------------------------------------------------------------------------------------------


def cited_in(text: str) -> Iterator[str]:
    """Yield the sections that a text cites: of "§1, §3.7" 1 and 3.7; of "§3, rules 3 and 8" 3, 3.3 and 3.8."""
    for said in re.findall(
        r"manual/trust\.md\s+((?:§[0-9.]*[0-9](?:,\s+|\s+and\s+)?)+(?:rules? [0-9and to,]+)?)", text
    ):
        sections, _, rules = said.partition("rule")
        yield from re.findall(r"§([0-9.]*[0-9])", sections)
        yield from (f"3.{number}" for number in re.findall(r"[0-9]+", rules))


def sections_of(page: Path) -> Sequence[str]:
    return re.findall(r"^##+ ([0-9]+(?:\.[0-9]+)?)\.? ", text_of(page), re.MULTILINE)


def citing() -> Sequence[Path]:
    places = [*PACKAGE.rglob("*"), *HERE.rglob("*"), HERE.parent / "mkdocs.yml"]
    return sorted(path for path in places if path.suffix in CITING and "manual/trust.md" in text_of(path))


@pytest.mark.parametrize("path", citing(), ids=lambda path: str(path.relative_to(HERE.parent)))
def test_every_section_that_is_cited_exists(path: Path) -> None:
    assert set(cited_in(text_of(path))) <= set(sections_of(TRUST))


def test_a_citation_is_read_in_every_form_in_which_it_is_written() -> None:
    # Written apart, so that this file cites no section that is not there.
    page = "manual/" + "trust.md"

    assert list(cited_in(f"Source: {page} §3.7.")) == ["3.7"]
    assert list(cited_in(f"Source: {page}\n§1, §4. Next")) == ["1", "4"]
    assert list(cited_in(f"Source: {page} §9, rules 3 and 8.")) == ["9", "3.3", "3.8"]


def test_every_section_is_numbered_once_and_in_order() -> None:
    numbers = [tuple(map(int, number.split("."))) for number in sections_of(TRUST)]

    assert numbers == sorted(set(numbers))
    assert {number for number in numbers if len(number) == 1} == {(n,) for n in range(1, 9)}
    assert {number for number in numbers if len(number) == 2} == {(3, n) for n in range(10)}


# -- attacks and what shows that they fail ---------------------------------------------------------------------------


def rows() -> Iterator[tuple[str, str]]:
    """Yield each attack with the cell that says what shows that it fails."""
    for line in text_of(SECURITY).splitlines():
        if line.startswith("| ") and not line.startswith("| attack |"):
            attack, shown_by = line.strip("| ").split(" | ")
            yield attack, shown_by


ROWS = dict(rows())


def functions_of(path: Path) -> frozenset[str]:
    return frozenset(node.name for node in ast.walk(ast.parse(text_of(path))) if isinstance(node, ast.FunctionDef))


def named_in(cell: str) -> Mapping[str, Sequence[str]]:
    """Return the names of a cell by the file that stands before them."""
    named: dict[str, list[str]] = {}
    file = ""
    for word in re.findall(r"`([^`]+)`", cell):
        if word.endswith(".py"):
            file = word
        else:
            named.setdefault(file, []).append(word)
    return named


@pytest.mark.parametrize("attack", ROWS)
def test_what_shows_that_an_attack_fails_is_there(attack: str) -> None:
    named = named_in(ROWS[attack])

    assert named
    for file, names in named.items():
        if file == "gate/attacks.py":
            assert set(names) <= ATTACKS.keys()
        else:
            assert set(names) <= functions_of(HERE / file)
            assert all(name.startswith("test_") for name in names)


def test_every_attack_of_the_gates_table_is_told() -> None:
    told = {name for cell in ROWS.values() for name in named_in(cell).get("gate/attacks.py", ())}

    assert sorted(ATTACKS.keys() - told) == []


def test_the_attack_that_is_known_to_succeed_is_told_and_expected() -> None:
    name = "test_a_rebased_branch_of_two_commits_cannot_appoint_its_own_expert"
    tree = ast.parse(text_of(HERE / "gate" / "test_approvals.py"))
    (found,) = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name]

    assert f"`{name}`" in text_of(TRUST).partition("## 8. ")[2]
    assert any("xfail" in ast.unparse(mark) and "strict=True" in ast.unparse(mark) for mark in found.decorator_list)


# -- the map ---------------------------------------------------------------------------------------------------------


def mapped() -> Sequence[str]:
    """Return the modules for which the map has a row."""
    return re.findall(r"^\| `([a-z0-9_/]+\.py)` \|", text_of(MAP), re.MULTILINE)


def test_the_map_has_one_row_for_every_module_and_no_other() -> None:
    modules = {path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py")}
    layers = {path for path in modules if path.name == "__init__.py" and len(path.parts) <= 2}

    assert sorted(mapped()) == sorted(path.as_posix() for path in modules - layers)
    assert {path.parent.name for path in layers} - {""} == set(
        re.findall(r"^### `([a-z]+)/`", text_of(MAP), re.MULTILINE)
    )


def test_every_decision_is_listed_and_begins_with_its_number() -> None:
    records = sorted((MANUAL / "decisions").glob("*.md"))
    listed = re.findall(r"^- \[(.+)\]\(decisions/(.+)\)$", text_of(MAP), re.MULTILINE)

    assert [(text_of(record).partition("\n")[0].removeprefix("# "), record.name) for record in records] == listed
    assert [record.name[:4] for record in records] == [f"{number:04}" for number in range(1, len(records) + 1)]
    assert all(said.startswith(f"{name[:4]} ") for said, name in listed)


@pytest.mark.parametrize(
    "page", [TRUST, SECURITY, MAP, *sorted((MANUAL / "decisions").glob("*.md"))], ids=lambda page: page.name
)
def test_every_code_that_is_named_exists(page: Path) -> None:
    assert set(re.findall(r"COP[0-9]{3}\b", text_of(page))) <= RULES.keys()


def test_a_family_of_codes_is_said_to_be_empty_exactly_while_it_is() -> None:
    empty = {family for family in _FAMILIES if not any(code[3] == family for code in RULES)}
    (said,) = re.findall(r"^\*\*Codes\.\*\* (.+?)\n\n", text_of(MAP), re.MULTILINE | re.DOTALL)

    assert set(re.findall(r"COP([0-9])xx", said)) == set(_FAMILIES)
    assert set(re.findall(r"COP([0-9])xx[^·]*?\(none\s+yet\)", said)) == empty
