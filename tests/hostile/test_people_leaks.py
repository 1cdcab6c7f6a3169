"""Of people, a site shows the display name and the part that they played, and nothing else in any byte.

Every field about people in the registry, in assets, in records and in git holds a word of its own. Two contracts let an
id of those who confirmed stand in two places, for programs: ``reviewers`` of ``data/assets.json``, and the payload of
each record in ``approval.json``, which is what they signed; their signature holds their public key. Source:
manual/architecture.md, "Contracts"; manual/trust.md §2.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cop_build.core.model import Language
from cop_build.pages.dates import day_text
from tests.cli.commands import DAY, Done, cop
from tests.community_box import START
from tests.hostile.peopled import APPEARS, CONFIRMS, FIELDS, HIDDEN, Peopled, peopled_community
from tests.ssh_keys import SecretKey

EVERYBODY = (*APPEARS, *HIDDEN)
FOLDERS = ("site", "docs", "build")


@pytest.fixture(scope="module", params=["th", "en"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Peopled, Done]:
    made = peopled_community(tmp_path_factory.mktemp(f"people-{request.param}") / "box", request.param)
    done = cop(made.box.root, "build", "--as-of", DAY)
    assert done.status == 0 and "6 assets public" in done.said, done
    return made, done


@pytest.fixture
def made(built: tuple[Peopled, Done]) -> Peopled:
    return built[0]


def found(made: Peopled, folder: str) -> dict[str, set[str]]:
    """Return for each file of a folder what of people stands in it."""
    return made.words.found_in_folder(made.box.root / folder)


def everywhere(made: Peopled, folder: str) -> set[str]:
    return set[str]().union(*found(made, folder).values())


def is_a_proof(path: str) -> bool:
    return path == "data/assets.json" or path.endswith("/approval.json")


def test_every_word_stands_in_the_repository(made: Peopled) -> None:
    """What the site is searched for is there to be found."""
    root = made.box.root
    places = [root / name for name in ("community.yml", ".mailmap")]
    files = [*places, *(place for folder in ("drafts", "reviews") for place in (root / folder).rglob("*.md"))]
    held = b"\n".join(place.name.encode() + b"\n" + place.read_bytes() for place in files)
    log = made.box.git("log", "--format=%an %ae %cn %ce %B").encode()

    assert made.words.found_in_bytes(held + log) == set(made.words.places.values())
    assert {f"{tag}: {name}" for tag in EVERYBODY for name in FIELDS} <= set(made.words.places.values())


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_but_names_stands_in_the_site(made: Peopled, folder: str) -> None:
    names = {f"{tag}: name" for tag in APPEARS}
    left = {path: places - names for path, places in found(made, folder).items() if not is_a_proof(path)}

    assert {path: places for path, places in left.items() if places} == {}


def test_the_names_of_those_who_played_a_public_part_stand_there(made: Peopled) -> None:
    assert {f"{tag}: name" for tag in APPEARS} == {one for one in everywhere(made, "site") if one.endswith(": name")}


def test_ids_of_those_who_confirmed_stand_in_the_proofs_and_of_nobody_else(made: Peopled) -> None:
    proofs = {path: places for path, places in found(made, "site").items() if is_a_proof(path)}

    assert len(proofs) == 7
    assert set[str]().union(*proofs.values()) == {f"{tag}: id" for tag in CONFIRMS}
    assert proofs["knowledge/x/approval.json"] == {"rev: id"} and proofs["session/held/approval.json"] == {"adm: id"}


def test_an_id_stands_in_its_two_places_only(made: Peopled) -> None:
    site = made.box.root / "site"
    ids = {made.id_of(tag) for tag in EVERYBODY}
    for path in [place for place in site.rglob("*.json") if is_a_proof(place.relative_to(site).as_posix())]:
        for trail, text in texts_in(json.loads(path.read_bytes())):
            if any(one in text for one in ids):
                assert trail in (("assets", "reviewers"), ("records", "payload")), (path, trail)
                payload = json.loads(text) if trail == ("records", "payload") else {"reviewer": text}
                assert payload.pop("reviewer") in ids
                assert not any(one in json.dumps(payload) for one in ids)


def texts_in(value: object, trail: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text of a JSON value, and of its names, with the names that lead there."""
    match value:
        case dict():
            for name, inner in value.items():
                yield (*trail, "name"), name
                yield from texts_in(inner, (*trail, name))
        case list():
            for inner in value:
                yield from texts_in(inner, trail)
        case _:
            yield trail, str(value)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_day_of_anybodys_office_stands_there(made: Peopled, folder: str) -> None:
    days = [day for tag in EVERYBODY for day in made.days_of(tag)]
    forms = {form for day in days for form in (day.isoformat(), *(day_text(day, one) for one in Language))}
    registry = (made.box.root / "community.yml").read_text(encoding="utf-8")
    assert all(day.isoformat() in registry for day in days)

    for place in files_in(made.box.root / folder):
        text = place.read_bytes().decode("utf-8", "replace")
        assert not [form for form in forms if form in text], place


def test_keys_stand_in_signatures_of_those_who_confirmed_only(made: Peopled) -> None:
    site = made.box.root / "site"
    raw = {tag: base64.b64decode(SecretKey(tag).line.split()[1])[-32:] for tag in (*EVERYBODY, "recorder")}
    signed: set[str] = set()
    for place in files_in(site):
        data = place.read_bytes()
        for tag, key in raw.items():
            assert SecretKey(tag).line.split()[1].encode() not in data and key not in data, (tag, place)
        if place.name == "approval.json":
            for trail, text in texts_in(json.loads(data)):
                if trail[-1] == "signature":
                    signed |= {tag for tag, key in raw.items() if key in base64.b64decode(text)}
    assert signed == set(CONFIRMS)


def test_the_parts_of_people_who_do_not_appear_are_not_told(made: Peopled) -> None:
    """Experts in office stand on their topic's page; what else anybody may do, or did there, is told nowhere."""
    site = made.box.root / "site"
    finance = made.words.found_in_bytes((site / "topics/finance/index.html").read_bytes())
    ucep = made.words.found_in_bytes((site / "topics/ucep/index.html").read_bytes())

    assert finance == {"req: name"}
    assert {"rev: name", "exp: name"} <= ucep and not {f"{tag}: name" for tag in HIDDEN} & ucep
    for place in site.rglob("*.json"):
        assert not {"roles", "emails", "forge", "keys", "from", "until", "participants"} & {
            text for trail, text in texts_in(json.loads(place.read_bytes())) if trail[-1:] == ("name",)
        }, place


def test_what_is_printed_names_nobody(built: tuple[Peopled, Done]) -> None:
    made, done = built

    assert made.words.found_in_bytes(done.said.encode()) == set()


def test_the_number_of_those_who_came_is_told_and_nobody_of_them(made: Peopled) -> None:
    page = (made.box.root / "site/sessions/index.html").read_text(encoding="utf-8")

    assert ("ผู้เข้าร่วมรวม 7 คน-ครั้ง" in page) or ("attended by 7 people" in page)
    assert "par: name" not in everywhere(made, "site")


def test_members_are_told_names_by_cop_people(made: Peopled) -> None:
    """What the site keeps to itself is there, inside; and no more than names and ids."""
    done = cop(made.box.root, "people", "--as-of", DAY, "--format", "csv", "--table", "details", "--from", "1950-01-01")
    places = made.words.found_in_bytes(done.out.encode())

    assert "par: name" in places and {place.partition(": ")[2] for place in places} == {"id", "name"}
    assert START.year == 2026


def files_in(folder: Path) -> list[Path]:
    return [place for place in folder.rglob("*") if place.is_file()]
