"""A formula becomes MathML and nothing else. manual/trust.md §5."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_build.core.elements import MATH
from cop_build.core.formulas import MAX_LETTERS, mathml, with_formulas


@pytest.mark.parametrize(
    "formula",
    [r"a < b", r"\frac{1}{2}", r"\sqrt{x^2}", r"\sum_{i=1}^{n} i", r"\begin{matrix}a&b\\c&d\end{matrix}", "ก"],
)
@pytest.mark.parametrize("is_block", [True, False])
def test_a_formula_is_drawn(formula: str, is_block: bool) -> None:
    made = mathml(formula, is_block=is_block)

    assert made is not None and made.startswith("<math ") and made.endswith("</math>")


@pytest.mark.parametrize(
    "formula",
    [
        r"\text{<b>x</b>}",
        r"\text{<body/onload=x>}",
        r"\text{<html/onclick=x>}",
        r"\text{</p>}",
        r"\href{https://example.org}{x}",
        r"\style{x}{y}",
        r"\frac{",
        "{" * 3000,
        "x" * (MAX_LETTERS + 1),
    ],
)
def test_what_is_more_than_a_formula_is_none(formula: str) -> None:
    assert mathml(formula, is_block=False) is None


_PIECES = [*"\\{}<>&\"'=^_ $abhref()[]/", r"\text", r"\href", r"\text{", "<script>", "<body/", "<html/", "onload="]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_no_text_becomes_more_than_a_formula(formula: str) -> None:
    made = mathml(formula, is_block=False)

    if made is not None:
        tree = html5lib.parseFragment(made, namespaceHTMLElements=False)
        for node in tree.iter():
            tag = str(node.tag).rpartition("}")[2]
            assert tag == "DOCUMENT_FRAGMENT" or (
                tag in MATH and {str(name).rpartition("}")[2] for name in node.attrib} <= MATH[tag]
            )


def test_a_page_holds_its_formulas_and_everything_else_as_it_was() -> None:
    page = '<p>ก <span class="arithmatex">\\(a &lt; b\\)</span> <span class="arithmatex">\\(\\frac{\\)</span></p>'

    made = with_formulas(page)

    assert "<math" in made and '<span class="arithmatex">\\(\\frac{\\)</span></p>' in made
    assert with_formulas("<p>\\(a\\)</p>") == "<p>\\(a\\)</p>"
