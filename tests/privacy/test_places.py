"""Wherever personal data stand, the asset is refused, the rest is built, and nothing of it is printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from cop_build.app.judging import today_in
from cop_build.core.model import State
from tests.cli.commands import DAY, cop
from tests.community_box import Box, codes_of
from tests.overrides_kit import let_stand
from tests.privacy.test_personal import GROUPED, ID
from tests.ssh_keys import SecretKey

X = "knowledge/x"
THAI_ID = GROUPED.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))

PLACES: dict[str, dict[str, Any]] = {
    "title": {"title": f"เรื่องของ {GROUPED}"},
    "title in Thai digits": {"title": f"เรื่องของ {THAI_ID}"},
    "summary": {"summary": f"ผู้ป่วย {ID}"},
    "keywords": {"keywords": [ID]},
    "change note": {"change_note": GROUPED},
    "reference": {"references": [{"title": ID, "url": "https://example.org"}]},
    "address of a reference": {"references": [{"title": "x", "url": f"https://example.org/{ID}"}]},
    "attachment's title": {"attachments": [{"file": "a.csv", "title": ID}], "files": {"a.csv": b"a,b\n"}},
    "file name": {"files": {f"ผู้ป่วย {ID}.csv": b"a,b\n"}},
    "text of an attachment": {"files": {"a.csv": f"a,{ID}\n".encode()}},
    "body": {"body": f"ก\n\nเลข {GROUPED}\n"},
    "body, split by markup": {"body": f"เลข {ID[:6]}[{ID[6:]}](https://example.org)\n"},
    "body, split by entities": {"body": f"เลข {ID[:6]}&#{ord(ID[6])};{ID[7:]}\n"},
    "code": {"body": f"```\n{ID}\n```\n"},
    "address of a link": {"body": f"[x](https://example.org/{ID})\n"},
}


@pytest.mark.parametrize("written", PLACES.values(), ids=PLACES.keys())
def test_a_national_id_keeps_an_approved_asset_offline_wherever_it_stands(written: dict[str, Any], box: Box) -> None:
    box.publish(X, **written)
    box.publish("knowledge/other")

    verdict = box.verdict(X)

    assert verdict.state is State.INVALID and verdict.approved is None
    assert "COP801" in codes_of(verdict)
    assert box.is_public("knowledge/other")
    said = repr((verdict.title, verdict.findings))
    assert ID not in said and GROUPED not in said and THAI_ID not in said


@pytest.mark.parametrize("place", PLACES)
def test_no_command_prints_it(place: str, box: Box) -> None:
    style = ("text", "json", "github")[list(PLACES).index(place) % 3]
    box.publish(X, **PLACES[place])

    for arguments in (
        ["check", "--format", style, "--as-of", DAY],
        ["status", "--format", style, "--as-of", DAY],
        ["explain", X, "--as-of", DAY],
        ["review", "queue", "--as-of", DAY],
        ["review", "diff", X],
    ):
        said = cop(box.root, *arguments).said
        assert ID not in said and GROUPED not in said and THAI_ID not in said, arguments


def test_the_slug_is_looked_at_too(box: Box) -> None:
    box.publish(f"knowledge/{ID}")

    assert "COP801" in codes_of(box.verdict(f"knowledge/{ID}"))
    assert ID not in cop(box.root, "status", "--as-of", DAY).said


def test_the_line_is_the_authors(box: Box) -> None:
    box.write(X, body=f"ก\n\nข\n\nเลข {ID[:6]}[{ID[6:]}](https://example.org)\n")
    box.commit("Write", by="p-mai")
    lines = (box.root / f"drafts/{X}/index.md").read_text(encoding="utf-8").split("\n")

    found = [finding for finding in box.verdict(X).findings if finding.code == "COP801"]

    assert [lines[finding.line - 1][:3] for finding in found] == ["เลข"]


def test_what_was_public_before_a_new_rule_or_pattern_goes_offline(box: Box) -> None:
    box.publish(X, body="รหัส 1234-56\n")
    assert box.is_public(X)

    box.registry["personal_data"] = {"patterns": ["รหัส ####-##"]}
    box.write_registry()
    box.commit("Pattern", by="p-adm")

    assert not box.is_public(X) and "COP802" in codes_of(box.verdict(X))


def test_an_allowed_number_is_public(box: Box) -> None:
    box.registry["personal_data"] = {"allow": ["02-141-4000"]}
    box.write_registry()
    box.commit("Allow", by="p-adm")
    box.publish(X, body="โทร 02 141 4000\n")

    assert box.is_public(X)


# -- records ---------------------------------------------------------------------------------------------------------


def test_a_comment_is_found_in_the_commit_that_brings_it_and_only_named_later(box: Box) -> None:
    box.write(X)
    box.commit("Write", by="p-mai")
    box.approve(X, comment=f"ผู้ป่วย {ID}")
    then = [finding for finding in box.verdict(X).findings if finding.code == "COP801"]
    box.publish("knowledge/y")
    later = [finding for finding in box.verdict(X).findings if finding.code == "COP801"]

    assert [finding.is_error for finding in then] == [True] and [finding.is_error for finding in later] == [False]
    assert then[0].path.startswith(f"reviews/{X}/") and box.is_public(X)


def test_the_reason_of_a_recall_is_published_without_it(box: Box) -> None:
    box.publish(X)
    box.decide(X, by="p-ann", decision="recall", reason=f"ร้องเรียนโดย {GROUPED} เมื่อวาน")

    notice = box.verdict(X).notice

    assert notice is not None and notice.reason is not None
    assert GROUPED not in notice.reason and notice.reason.startswith("ร้องเรียนโดย")


def test_a_reviewer_is_stopped_before_it_is_signed(box: Box, tmp_path: Path) -> None:
    box.write(X)
    box.commit("Write", by="p-mai")
    key = SecretKey("p-ann").save(tmp_path)

    done = cop(box.root, "review", "approve", X, "--as", "p-ann", "--key", str(key), "--comment", f"ตาม {ID}")

    assert done.status == 3 and "COP801" in done.said and ID not in done.said
    assert not (box.root / "reviews").exists()


# -- overrides -------------------------------------------------------------------------------------------------------


@pytest.fixture
def refused(box: Box) -> Box:
    """Return a community in which an approved asset holds a telephone number and a national ID's likeness."""
    box.publish(X, body="โทร 081-234-5678\n")
    assert not box.is_public(X)
    return box


def test_an_admins_override_lets_it_stand_and_it_stays_named(refused: Box) -> None:
    let_stand(refused, X, sorts=["phone"])

    verdict = refused.verdict(X)

    assert verdict.approved is not None
    assert [finding.is_error for finding in verdict.findings if finding.code == "COP803"] == [False]


WITHOUT_EFFECT = {
    "of another sort": {"sorts": ["email"]},
    "by an expert": {"by": "p-ann"},
    "by nobody": {"by": "p-ghost"},
    "with another's key": {"key": "p-ann"},
    "of another version": {"digest": "cop1:" + "0" * 64},
    "of another asset": {"asset": "knowledge/y"},
    "of another community": {"project": "another"},
    "signed for another purpose": {"namespace": "cop-review@test-community"},
    "of tomorrow": {"issued": "2027-01-01T00:00:00Z"},
    "of an unknown form": {"type": "cop-override/2"},
    "with more than is known": {"more": "x"},
}


@pytest.mark.parametrize("changed", WITHOUT_EFFECT.values(), ids=WITHOUT_EFFECT.keys())
def test_an_override_has_no_effect(changed: dict[str, object], refused: Box) -> None:
    values = {"asset": X, "sorts": ["phone"], **changed}
    key = values.pop("key", None)
    asset = str(values.pop("asset"))
    if asset != X:
        refused.publish(asset)
    let_stand(refused, asset, key=SecretKey(str(key)) if key else None, **values)  # type: ignore[arg-type]

    assert not refused.is_public(X)


def test_an_override_ends_with_the_version_and_with_its_admin(refused: Box) -> None:
    let_stand(refused, X, sorts=["phone"])
    assert refused.is_public(X)

    refused.registry["people"] = [person for person in refused.registry["people"] if person["id"] != "p-adm"]
    refused.write_registry()
    refused.commit("Gone", by="p-fac")

    assert not refused.is_public(X) and "COP807" in {finding.code for finding in refused.judge().findings}


def test_a_change_cannot_appoint_its_own_admin(refused: Box) -> None:
    refused.person("p-mai")["roles"] = ["admin"]
    let_stand(refused, X, by="p-mai", sorts=["phone"])

    assert not refused.is_public(X)


@pytest.mark.parametrize("mark", ["retired", "compromised"])
def test_a_key_that_was_given_up_lets_nothing_stand(mark: str, refused: Box) -> None:
    refused.person("p-adm")["keys"][0][mark] = True
    refused.write_registry()
    refused.commit("Key", by="p-fac")
    let_stand(refused, X, sorts=["phone"])

    assert not refused.is_public(X)


@pytest.mark.parametrize("term", [{"until": "2026-10-31"}, {"from": "2027-01-01"}])
def test_an_admin_out_of_office_lets_nothing_stand(term: dict[str, str], refused: Box) -> None:
    refused.person("p-adm").update(term)
    refused.write_registry()
    refused.commit("Term", by="p-fac")
    let_stand(refused, X, sorts=["phone"])

    assert not refused.is_public(X)


def test_a_second_override_is_written_like_the_first(refused: Box, tmp_path: Path) -> None:
    let_stand(refused, X, sorts=["email"], commit=False)
    text = yaml.safe_dump(refused.registry, allow_unicode=True, sort_keys=False)
    assert "\noverrides:\n- payload" in text
    refused.put("community.yml", text)
    refused.commit("By hand", by="p-adm")
    key = SecretKey("p-adm").save(tmp_path)

    done = cop(refused.root, "override", X, "--code", "COP803", "--as", "p-adm", "--key", str(key), "--reason", "กลาง")

    assert done.status == 0, done
    refused.commit("Override", by="p-adm")
    assert refused.is_public(X, today_in("Asia/Bangkok"))


@pytest.mark.parametrize("end", ["", "overrides: []\n", "overrides: []  # none yet\n\nnotice: {th: ก, en: A}\n"])
def test_the_command_writes_it(end: str, refused: Box, tmp_path: Path) -> None:
    refused.put("community.yml", yaml.safe_dump(refused.registry, allow_unicode=True, sort_keys=False) + end)
    refused.commit("As people write it", by="p-adm")
    key = SecretKey("p-adm").save(tmp_path)
    arguments = ["override", X, "--code", "cop803", "--as", "p-adm", "--key", str(key), "--reason", "หมายเลขกลาง"]

    done = cop(refused.root, *arguments)

    assert done.status == 0, done
    refused.commit("Override", by="p-adm")
    assert refused.is_public(X, today_in("Asia/Bangkok"))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"--code": "COP119"}, "COP807"),
        ({"--reason": "โทร 081-234-5678"}, "COP807"),
        ({"--as": "p-ann"}, "COP807"),
        ({"--as": "p-ghost"}, "COP304"),
    ],
)
def test_the_command_refuses(changed: dict[str, str], code: str, refused: Box, tmp_path: Path) -> None:
    values = {"--code": "COP803", "--as": "p-adm", "--reason": "x", **changed}
    key = SecretKey(values["--as"]).save(tmp_path)
    before = (refused.root / "community.yml").read_bytes()

    done = cop(refused.root, "override", X, "--key", str(key), *(word for pair in values.items() for word in pair))

    assert done.status == 3 and code in done.said
    assert (refused.root / "community.yml").read_bytes() == before


@pytest.mark.parametrize(
    "typed", [X, f"{X}/", f"./drafts/{X}/", f"drafts/{X}/index.md", f"drafts/{X}/a.csv", "{root}/drafts/" + X]
)
def test_an_asset_may_be_named_by_its_path(typed: str, box: Box) -> None:
    box.publish(X, files={"a.csv": b"a,b\n"})

    assert cop(box.root, "clean", typed.format(root=box.root)).status == 0
    assert cop(box.root, "explain", typed.format(root=box.root)).status == 0


def test_without_git_it_says_so(box: Box, tmp_path: Path) -> None:
    done = cop(box.root, "status", env={"PATH": str(tmp_path)})

    assert done.status == 3 and "git" in done.err


TITLES = {
    "plain": f"{GROUPED[:6]}\n  {GROUPED[6:]}",
    "quoted": f'"{ID[:6]}\n  {ID[6:]}"',
    "spaced": f"{ID[0]} {ID[1:5]}\n  {ID[5:]}",
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_a_number_over_two_lines_of_the_header_is_found(title: str, box: Box) -> None:
    box.put(
        f"drafts/{X}/index.md", f"---\ntitle: {title}\nsummary: s\ntopics: [ucep]\nauthors: [p-mai]\n---\n\nText.\n"
    )
    box.commit("Write", by="p-mai")

    assert "COP801" in codes_of(box.verdict(X))
    assert ID not in re.sub(r"[^0-9]", "", box.verdict(X).title or "")
