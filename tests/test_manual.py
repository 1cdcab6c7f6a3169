"""What README and the manual say is true: commands run, options and keys are all there, links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
import yaml

from cop_build.cli import commands
from cop_build.core.attachments import TYPES
from cop_build.core.health import Settings, settings_remarks
from cop_build.core.model import Community, Kind, KnowledgeHeader, Limits, State
from cop_build.core.parse import facets, headers, people, registry
from cop_build.core.parse.fields import Form
from cop_build.core.parse.headers import read_header
from cop_build.core.parse.personal import PersonalDataForm
from cop_build.core.parse.registry import read_community
from cop_build.core.parse.strict import Document, read_yaml
from cop_build.core.report import STATES
from tests.community_box import AS_OF, ENVIRONMENT, Box, a_person, a_registry
from tests.ssh_keys import SecretKey

ROOT = Path(__file__).parent.parent
MANUAL = ROOT / "manual"
GUIDES = (ROOT / "README.md", *(MANUAL / f"{name}.md" for name in ("index", "members", "experts", "admins", "it")))
COMMON = frozenset({"--help", "--lang", "--format", "--as-of"})  # explained once, below README's table
ASKS_OTHERS = ("cop serve", "cop review import", "cop forge ask", "cop forge remind")  # waits, or needs a forge
THAI = re.compile("[\u0e00-\u0e7f]")


# -- reading the pages -----------------------------------------------------------------------------------------------


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def fences(text: str, language: str) -> Sequence[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def spans(text: str) -> Sequence[str]:
    """Return what stands between backticks in prose and tables."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return [span.replace("\\|", "|") for span in re.findall(r"`([^`\n]+)`", prose)]


def typed(text: str) -> Iterator[str]:
    """Yield the lines that a reader is to type after ``cop``."""
    for line in "".join(fences(text, "sh")).splitlines():
        if match := re.match(r"(?:\.venv/bin/)?(cop .*)", line):
            yield match[1]


def sections(page: Path) -> Iterator[tuple[str, str]]:
    """Yield the headings under which something is to be typed, each with the script that its blocks amount to."""
    for part in re.split(r"^(?=##+ )", text_of(page), flags=re.MULTILINE):
        if script := "".join(fences(part, "sh")):
            yield part.partition("\n")[0].strip("# "), script


def rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of every row of a table."""
    for line in text.splitlines():
        if line.startswith("|") and not line.startswith("|---"):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def under(page: Path, heading: str) -> str:
    """Return what stands below a heading, up to the next one."""
    after = re.split(rf"^##+ {re.escape(heading)}$", text_of(page), flags=re.MULTILINE)
    assert len(after) == 2, f"{page.name} has no heading {heading}"
    return re.split(r"^##+ ", after[1], flags=re.MULTILINE)[0]


# -- commands --------------------------------------------------------------------------------------------------------


def all_commands(group: click.Group = commands, path: str = "cop") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from all_commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


COMMANDS = dict(all_commands())


def options_of(command: click.Command) -> frozenset[str]:
    shown = [param for param in command.params if isinstance(param, click.Option) and not param.hidden]
    return frozenset(name for option in shown for name in (*option.opts, *option.secondary_opts))


def named(words: Sequence[str]) -> tuple[click.Command, list[str]]:
    """Return the command that words begin with, and what is left for it."""
    found: click.Command = commands
    left = list(words[1:])
    if left[:1] == ["-C"]:
        left = left[2:]
    while isinstance(found, click.Group) and left and left[0] in found.commands:
        found = found.commands[left.pop(0)]
    return found, left


TYPED = [(page, line) for page in GUIDES for line in typed(text_of(page))]


@pytest.mark.parametrize(("page", "line"), TYPED, ids=[f"{page.name}: {line}" for page, line in TYPED])
def test_a_line_to_be_typed_is_understood(
    page: Path, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("event.json").write_text("{}")
    command, left = named(shlex.split(line, comments=True))

    assert not isinstance(command, click.Group), f"{line} names no command"
    with command.make_context(command.name, left):
        pass


def test_a_line_with_an_option_that_does_not_exist_would_be_found() -> None:
    command, left = named(shlex.split("cop status --colour"))

    with pytest.raises(click.NoSuchOption):
        command.make_context(command.name, left)


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: str(page.name))
def test_commands_named_in_prose_exist_with_their_options(page: Path) -> None:
    for span in spans(text_of(page)):
        if span.startswith("cop "):
            command, left = named(span.split())
            known = options_of(command) | {"--help", "-h"} | ({"--version"} if command is commands else set())
            if isinstance(command, click.Group):
                assert set(left) <= known | {"…"}, f"{page.name}: {span}"
            assert {word for word in left if word.startswith("-")} <= known, f"{page.name}: {span}"


def test_readmes_table_names_every_command_with_every_option() -> None:
    said: dict[str, set[str]] = {}
    for cells in rows(text_of(ROOT / "README.md")):
        if cells[0].startswith("`cop "):
            words = [word for word in cells[0].strip("`").split() if re.fullmatch("[a-z-]+", word)]
            said[" ".join(words)] = set(re.findall(r"`(--[a-z-]+)`", cells[2]))

    assert said == {path: set(options_of(command) - COMMON) for path, command in COMMANDS.items()}


def test_readme_names_the_options_that_many_commands_share() -> None:
    shared = frozenset[str]().union(*(options_of(command) for command in COMMANDS.values())) & COMMON
    below = under(ROOT / "README.md", "Commands")

    assert shared == COMMON - {"--help"}
    assert all(f"`{name}" in below for name in (*COMMON, "-h", "cop -C DIR …", "cop --version"))


@pytest.mark.parametrize("path", sorted(COMMANDS))
def test_a_page_for_people_shows_every_command(path: str) -> None:
    guides = [page for page in GUIDES if page.parent == MANUAL]

    assert any(path in line for page in guides for line in (*typed(text_of(page)), *spans(text_of(page))))


def test_make_has_every_target_that_is_named_and_the_manual_names_every_target() -> None:
    lines = re.findall(r"^\.PHONY: (.*)$", text_of(ROOT / "Makefile"), re.MULTILINE)
    said = {
        words[-1]
        for page in GUIDES
        for line in (*"".join(fences(text_of(page), "sh")).splitlines(), *spans(text_of(page)))
        if (words := line.split()) and words[0] == "make" and len(words) > 1
    }

    assert said == set(lines[0].split())


# -- running what is shown -------------------------------------------------------------------------------------------


def runnable(script: str) -> str | None:
    """Return what of a script runs in a scratch community; ``None`` if it needs more, or nothing is left."""
    lines = [line for line in script.splitlines() if line]
    if not all(re.match(r"(cop|git|cd) ", line) for line in lines):
        return None
    here = [
        line
        for line in lines
        if not line.startswith(ASKS_OTHERS) and not (line.startswith("cop doctor") and "--local" not in line)
    ]
    return "\n".join(here) or None


SCRIPTS = [
    (f"{page.stem}: {heading}", script)
    for page in GUIDES
    for heading, text in sections(page)
    if (script := runnable(text)) is not None
]


def the_community_of_the_manual(folder: Path) -> Box:
    """Return a community in which everything stands that the manual's examples name."""
    box = Box.empty(folder)
    box.registry = {
        **a_registry(),
        "people": [
            a_person("adm", "admin"),
            a_person("fac", "facilitator"),
            a_person("historian-a", "historian"),
            a_person("member-b"),
            a_person("expert-a", "expert", topics=["ucep"]),
            a_person("expert-b", "expert", topics=["ucep", "finance"]),
        ],
    }
    box.put("community.yml", yaml.safe_dump(box.registry, allow_unicode=True, sort_keys=False))
    box.put(".gitignore", "/build/\n/site/\n/preview/\n")
    box.put("docs/.gitignore", "*\n!.gitignore\n")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    box.commit("Begin", by="p-adm")
    box.publish("knowledge/ucep-72-hours", by="p-expert-a", author="p-member-b", authors=["p-member-b"])
    return box


def run(script: str, folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    cop = f'cop() {{ {shlex.quote(sys.executable)} -W error -m cop_build.cli "$@"; }}'
    command = ["sh", "-eu", "-c", f"{cop}\n{script}"]
    environment = {**ENVIRONMENT, "HOME": str(home)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the community of the manual, and a home with its expert's key."""
    folder = tmp_path_factory.mktemp("manual")
    keys = folder / "home" / ".ssh"
    keys.mkdir(parents=True)
    key = SecretKey("p-expert-a").save(keys)
    key.with_name(key.name + ".pub").rename(keys / "id_ed25519.pub")
    key.rename(keys / "id_ed25519")
    box = the_community_of_the_manual(folder / "community")
    furnished = run("cop forge files", box.root, folder / "home")
    assert furnished.returncode == 0, furnished.stderr
    box.commit("Furnish", by="p-adm")
    return folder


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
@pytest.mark.parametrize("script", [script for _, script in SCRIPTS], ids=[name for name, _ in SCRIPTS])
def test_what_a_section_shows_runs(script: str, example: Path, tmp_path: Path) -> None:
    begins_anew = script.startswith("cop init ")
    folder = tmp_path / "scratch"
    if begins_anew:
        folder.mkdir()
    else:
        shutil.copytree(example / "community", folder, symlinks=True)

    done = run(script, folder, example / "home")

    assert done.returncode == 0, done.stdout + done.stderr
    if begins_anew:
        assert "1 assets public" in done.stdout


def test_every_page_for_people_has_something_that_was_run() -> None:
    assert {name.partition(":")[0] for name, _ in SCRIPTS} == {"members", "experts", "admins", "it"}


# -- keys ------------------------------------------------------------------------------------------------------------


def keys_of(form: type[Form], prefix: str = "") -> set[str]:
    """Return the keys of a form as the manual writes them: required ones with a star."""
    fields = form.model_fields.items()
    return {f"{prefix}{field.alias or name}{'*' if field.is_required() else ''}" for name, field in fields}


def listed_keys(heading: str) -> set[str]:
    return {cells[0].strip("`") for cells in rows(under(MANUAL / "members.md", heading)) if cells[0].startswith("`")}


@pytest.mark.parametrize("kind", list(Kind))
def test_the_keys_of_a_kind_are_those_that_the_parser_takes(kind: Kind) -> None:
    form: type[Form] = headers._FORMS[kind]

    assert listed_keys(kind.value) == keys_of(form)


def test_the_keys_of_references_and_attachments_are_those_that_the_parser_takes() -> None:
    nested = keys_of(headers._Reference, "references.") | keys_of(headers._Attachment, "attachments.")

    assert listed_keys("references และ attachments") == nested


def test_the_example_of_a_header_is_read() -> None:
    (example,) = fences(text_of(MANUAL / "members.md"), "yaml")
    document = read_yaml(example, path="index.md")

    assert isinstance(document, Document)
    assert isinstance(read_header(document, Kind.KNOWLEDGE, path="index.md"), KnowledgeHeader)


def test_the_types_and_sizes_of_attachments_are_the_programs() -> None:
    page = text_of(MANUAL / "members.md")
    said = re.search(r"ชนิดที่ใช้ได้: (.*)$", page, re.MULTILINE)
    limits = Limits()

    assert said is not None and said[1].split(", ") == list(TYPES)
    sizes = (
        f"ไฟล์ละไม่เกิน {limits.file >> 20} MiB เรื่องละไม่เกิน {limits.asset >> 20} MiB และ {limits.files_of_an_asset} ไฟล์"
    )
    assert sizes in page


def plain(form: type[Form]) -> set[str]:
    return {key.rstrip("*") for key in keys_of(form)}


def test_the_example_of_a_registry_is_read_and_holds_every_key() -> None:
    example, rules = fences(text_of(MANUAL / "admins.md"), "yaml")
    said, ruled = yaml.safe_load(example), yaml.safe_load(rules)

    assert isinstance(read_community(example.encode()), Community)
    assert said.keys() | ruled.keys() == plain(registry._Community)
    assert set().union(*said["people"]) == plain(people.PersonForm)
    assert set().union(*said["topics"]) == plain(registry._Topic)
    assert set().union(*said["facets"]) == plain(facets.FacetForm)
    assert set().union(*(value for facet in said["facets"] for value in facet["values"])) == plain(
        facets.FacetValueForm
    )
    assert set().union(*(key for person in said["people"] for key in person["keys"])) == plain(people.KeyForm)
    assert said["forge"].keys() == plain(registry._Repository)
    assert said["people"][0]["forge"].keys() == plain(people.ForgeForm)


def test_the_defaults_of_a_registry_are_the_programs() -> None:
    example, rules = fences(text_of(MANUAL / "admins.md"), "yaml")
    said = yaml.safe_load(rules)

    assert said["personal_data"].keys() == plain(PersonalDataForm)
    assert said["policy"].keys() == plain(registry._Policy) and said["limits"].keys() == plain(registry._Limits)
    assert read_community((example + rules).encode()) == read_community(example.encode())


def test_the_required_keys_of_a_registry_are_those_that_the_parser_misses() -> None:
    said = re.search(r"^ต้องมี (.*) แต่ละหัวข้อต้องมี (.*) แต่ละคนต้องมี (.*)$", text_of(MANUAL / "admins.md"), re.MULTILINE)

    assert said is not None
    forms: tuple[type[Form], ...] = (registry._Community, registry._Topic, people.PersonForm)
    for group, form in zip(said.groups(), forms, strict=True):
        required = {key.rstrip("*") for key in keys_of(form) if key.endswith("*")}
        assert set(re.findall("`([a-z]+)`", group)) == required


# -- words, rules, links ---------------------------------------------------------------------------------------------


def test_states_are_called_as_the_program_calls_them() -> None:
    said = {cells[2].strip("`"): cells[0] for cells in rows(under(MANUAL / "index.md", "สถานะ"))}
    del said["State"]  # the table's head

    assert said == {state.value: STATES[state].th for state in State}


def test_every_rule_of_the_forge_that_the_doctor_looks_at_is_recommended() -> None:
    worst = Settings(
        needs_pull_request=False,
        forgets_stale_approvals=False,
        needs_last_push_approval=False,
        needs_code_owners=False,
        checks=frozenset(),
        refuses_force_push=False,
        refuses_deletion=False,
        allows_rebase=True,
        token_may_write=True,
        actions_may_approve=True,
        recorder_is_guarded=False,
        published_on=AS_OF,
        unread=(),
    )
    table = {cells[2]: cells[0] for cells in rows(under(MANUAL / "it.md", "กฎที่ควรเปิดบนเว็บเก็บโค้ด"))}

    for remark in settings_remarks(worst, today=AS_OF):
        place, _, last = remark.detail.en.rpartition(" → ")
        assert last in table[remark.code], remark.detail.en
        assert place.endswith(("main", "permissions")) or place.split(" → ")[-1] in table[remark.code]


PAGES = (*GUIDES, ROOT / "CHANGELOG.md", *(page for page in sorted(MANUAL.rglob("*.md")) if page not in GUIDES))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", text_of(page), flags=re.MULTILINE | re.DOTALL)
    targets = [*re.findall(r"\]\(([^)\s]+)\)", prose), *re.findall(r'src="([^"]+)"', prose)]

    for target in targets:
        if not re.match(r"https?://|#", target):
            place = page.parent / unquote(target.partition("#")[0])
            assert place.is_file(), f"{page.name}: {target}"


@pytest.mark.parametrize("page", [page for page in GUIDES if page.parent == MANUAL], ids=lambda page: str(page.name))
def test_a_page_for_people_speaks_both_languages(page: Path) -> None:
    quoted = [line for line in text_of(page).splitlines() if line.startswith("> ")]

    assert quoted and not [line for line in quoted if THAI.search(line)]
    assert THAI.search(text_of(page))


def test_the_pictures_are_small() -> None:
    pictures = sorted((MANUAL / "pictures").iterdir())

    assert pictures and all(picture.stat().st_size < 200_000 for picture in pictures)
