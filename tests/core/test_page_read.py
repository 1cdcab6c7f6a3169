"""What is remembered of one page changes nothing that is said of another."""

from __future__ import annotations

import json

import pytest

from cop_build.core.page_read import Site
from cop_build.core.policy import content_security_policy
from cop_build.core.rendered import page_findings

WORKER = "assets/worker.js"
FILES = frozenset({"index.html", "a/index.html", "a/b/index.html", "a/only.html", "404.html", WORKER})


def page(body: str) -> str:
    policy = content_security_policy(())
    return f'<meta charset="utf-8"><meta http-equiv="content-security-policy" content="{policy}">{body}'


def settings(base: str, worker: str) -> str:
    text = json.dumps({"base": base, "search": worker, "features": [], "translations": {}})
    return page(f'<script id="__config" type="application/json">{text}</script>')


def site() -> Site:
    return Site(FILES, frozenset({WORKER}), scripts=())


@pytest.mark.parametrize(
    ("html", "good", "bad"),
    [
        (page('<a href="../only.html">x</a>'), "a/b/index.html", "a/index.html"),
        (page('<a href="../">x</a>'), "a/index.html", "index.html"),
        (page('<a href="only.html">x</a>'), "a/index.html", "a/b/index.html"),
        (page('<img src="../assets/worker.js">'), "a/index.html", "a/b/index.html"),
        (settings("..", "../assets/worker.js"), "a/index.html", "a/b/index.html"),
        (settings(".", "assets/worker.js"), "index.html", "a/index.html"),
    ],
)
@pytest.mark.parametrize("is_good_first", [True, False])
def test_an_address_that_is_good_in_one_place_is_none_in_another(
    html: str, good: str, bad: str, *, is_good_first: bool
) -> None:
    around = site()
    paths = [good, bad] if is_good_first else [bad, good]
    found = {path: page_findings(path, html, around) for path in paths}

    assert found[good] == page_findings(good, html, site()) == ()
    assert found[bad] == page_findings(bad, html, site()) != ()


def test_a_kind_of_address_that_is_refused_once_is_refused_again() -> None:
    around, html = site(), page('<a href="javascript:x">x</a>')

    assert [len(page_findings("a/index.html", html, around)) for _ in range(2)] == [1, 1]


def test_an_inline_script_that_is_refused_once_is_refused_again() -> None:
    around, html = site(), page("<script>x</script>")

    assert page_findings("index.html", html, around) == page_findings("index.html", html, around) != ()
