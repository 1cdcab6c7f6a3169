"""Promises about the code itself: who may build ``Approved``, and what the pure layers may not import."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import cop_build

PACKAGE = Path(cop_build.__file__).parent
FORBIDDEN = frozenset(
    [
        *(
            "os",
            "io",
            "sys",
            "subprocess",
            "socket",
            "http",
            "urllib",
            "time",
            "random",
            "logging",
            "git",
            "mkdocs",
            "click",
        ),
        *(
            "pathlib",
            "shutil",
            "tempfile",
            "glob",
            "secrets",
            "asyncio",
            "threading",
            "multiprocessing",
            "ctypes",
            "locale",
        ),
    ]
)
ALLOWED = frozenset({"urllib.parse"})
CALLS = frozenset({"open", "print", "input", "eval", "exec", "__import__", "compile", "breakpoint"})
CLOCKS = frozenset({"now", "utcnow", "today"})


def modules(*folders: str) -> Sequence[Path]:
    return [path for folder in folders or (".",) for path in sorted((PACKAGE / folder).rglob("*.py"))]


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def imports_of(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def called_name(call: ast.Call) -> str:
    function = call.func
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def test_only_the_gate_builds_what_may_be_published() -> None:
    builders = {
        named(path)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and called_name(node) in ("Approved", "Previewed")
    }

    assert builders == {"core/gate.py"}


def test_nobody_gives_what_may_be_published_another_name_or_another_content() -> None:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not [alias for alias in node.names if alias.name == "Approved" and alias.asname], named(path)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
                assert node.value.id != "Approved", named(path)
            if isinstance(node, ast.Call) and called_name(node) in ("replace", "__setattr__", "copy", "deepcopy"):
                assert "approved" not in ast.unparse(node.args[0] if node.args else node).lower(), named(path)


@pytest.mark.parametrize("path", modules("core", "pages"), ids=named)
def test_the_pure_layers_import_no_disk_network_clock_or_log(path: Path) -> None:
    names = set(imports_of(ast.parse(path.read_text("utf-8"))))

    touched = {name for name in names if name.partition(".")[0] in FORBIDDEN}
    assert not {name for name in touched if not any(f"{name}.".startswith(f"{allowed}.") for allowed in ALLOWED)}


@pytest.mark.parametrize("path", modules("core", "pages"), ids=named)
def test_the_pure_layers_open_print_and_ask_the_time_of_nothing(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            assert not (isinstance(node.func, ast.Name) and node.func.id in CALLS), ast.unparse(node)
            assert not (isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS), ast.unparse(node)


@pytest.mark.parametrize("path", modules("core"), ids=named)
def test_the_core_imports_nothing_above_it(path: Path) -> None:
    names = set(imports_of(ast.parse(path.read_text("utf-8"))))

    assert not {name for name in names if name.startswith("cop_build.") and not name.startswith("cop_build.core")}
