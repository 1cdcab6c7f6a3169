"""The forge's own files say what the registry says, here and in every new community."""

from __future__ import annotations

import html
from datetime import date
from pathlib import Path

import pytest
import yaml

from cop_build.app.furnishing import stale_files
from cop_build.app.judging import judge
from cop_build.core.health import workflow_remarks
from cop_build.pages.forge import forge_files, report_address
from tests.community_box import AS_OF, Box

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "cop_build" / "templates" / "init" / "dot-github"
SHARED = sorted(place.relative_to(TEMPLATES) for place in TEMPLATES.rglob("*") if place.is_file())
FORMS = ("propose-topic", "question", "document", "report-error")


def test_this_repositorys_files_are_current() -> None:
    community = judge(ROOT).judgement.community

    assert stale_files(ROOT, forge_files(community, date(2026, 11, 23))) == ()


@pytest.mark.parametrize("path", SHARED, ids=str)
def test_every_new_community_gets_the_workflows_that_run_here(path: Path) -> None:
    assert (ROOT / ".github" / path).read_bytes() == (TEMPLATES / path).read_bytes()


def test_every_action_is_pinned() -> None:
    workflows = {place.name: place.read_text(encoding="utf-8") for place in (ROOT / ".github/workflows").iterdir()}

    assert len(workflows) == 4 and not [*workflow_remarks(workflows)]


@pytest.mark.parametrize("name", ["check.yml", "publish.yml", "remind.yml", "test.yml"])
def test_no_workflow_gives_strangers_code_a_right(name: str) -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows" / name).read_text(encoding="utf-8"))
    triggers = set(workflow[True])  # YAML 1.1 reads the key `on` as a yes

    assert not triggers & {"pull_request_target", "workflow_run", "issue_comment"}
    assert workflow["permissions"] == {}
    text = (ROOT / ".github/workflows" / name).read_text(encoding="utf-8")
    assert text.count("secrets.") == (1 if name == "publish.yml" else 0)
    for job in workflow["jobs"].values():
        checkouts = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
        assert checkouts and all(step["with"]["persist-credentials"] is False for step in checkouts)
        assert not [step for step in job["steps"] if "github.event" in step.get("run", "")], (
            "no text of strangers in a script"
        )


def test_only_the_recorder_sees_the_key_and_it_stands_alone() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))

    record, deploy = workflow["jobs"]["record"], workflow["jobs"]["deploy"]
    assert record["environment"] == "recorder" and deploy["needs"] == "record"
    assert "write" not in record["permissions"].values()
    assert [step["name"] for step in record["steps"] if "RECORDER_KEY" in step.get("env", {})] == [
        "Import and push the records"
    ]


def test_owners_consent_to_everything_but_content(box: Box) -> None:
    lines = forge_files(box.dossier.community, AS_OF)[".github/CODEOWNERS"].splitlines()

    assert [line for line in lines if line and not line.startswith("#")] == [
        "* adm@example.org",
        "/drafts/",
        "/reviews/",
    ]


@pytest.mark.parametrize("title", ['"ก": [ข]', "# ค", "a\\nb", "*x", "{{ x }}", "<script>", "- ก", "'", "&a", "100%"])
def test_a_topics_title_is_text_in_every_form(box: Box, title: str) -> None:
    box.topic("ucep")["title"] = {"th": title, "en": "UCEP"}
    box.write_registry()
    box.commit("Registry", by="p-adm")

    files = forge_files(box.dossier.community, AS_OF)

    for name in FORMS:
        form = yaml.safe_load(files[f".github/ISSUE_TEMPLATE/{name}.yml"])
        listed = [part["attributes"]["options"] for part in form["body"] if part["type"] == "dropdown"]
        assert all(f"{title} · UCEP" in options for options in listed)
    assert "<script>" not in files[".github/pull_request_template.md"]


def test_a_person_that_is_added_is_known_to_the_forge(box: Box) -> None:
    from cop_build.app.founding import TEMPLATES as FOUNDING
    from cop_build.app.founding import add_person
    from cop_build.core.model import Role

    box.put("community.yml", (FOUNDING / "init" / "community.yml").read_bytes())
    box.put(".github/CODEOWNERS", "*\n")
    box.commit("Begin", by="p-adm")
    add_person(
        box.root,
        "p-new",
        name="ใหม่",
        name_en=None,
        roles=[Role.ADMIN],
        topics=[],
        emails=["new@example.org"],
        github=None,
        keys=[],
    )

    assert "* new@example.org\n" in (box.root / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert not (box.root / ".github/pull_request_template.md").exists()


def test_every_page_leads_to_the_form_with_its_id(box: Box) -> None:
    from cop_build.pages.plan import plan

    box.registry["forge"] = {"github": "example/community"}
    box.write_registry()
    box.commit("Forge", by="p-adm")
    box.publish("knowledge/x")

    page = next(file for file in plan(box.judge()) if file.path == "knowledge/x/index.md")

    address = report_address(box.dossier.community, box.verdict("knowledge/x").asset)
    assert address is not None and address.endswith("template=report-error.yml&asset=knowledge/x")
    assert isinstance(page.content, bytes) and f'href="{address}"' in html.unescape(page.content.decode())


@pytest.mark.parametrize(
    ("changed", "address"),
    [
        ({"site_url": "https://cop.example.org/kb"}, "https://cop.example.org/kb/page/rules/"),
        ({"forge": {"github": "a/b"}}, "https://github.com/a/b/blob/HEAD/drafts/page/rules/index.md"),
        ({}, "../drafts/page/rules/index.md"),
    ],
)
def test_who_sends_something_for_the_first_time_acknowledges_the_agreements(
    changed: dict[str, object], address: str, box: Box
) -> None:
    assert "agreements" not in _template(box)
    box.registry.update(changed, agreements="page/rules")

    (line,) = [line for line in _template(box).splitlines() if "agreements" in line]

    assert line.startswith("- [ ] ") and line.count(f"]({address})") == 2


def _template(box: Box) -> str:
    box.write_registry()
    box.commit("Registry", by="p-adm")
    community = judge(box.root, as_of=AS_OF).judgement.community
    return forge_files(community, AS_OF)[".github/pull_request_template.md"]
