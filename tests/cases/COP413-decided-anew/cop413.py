from __future__ import annotations

from tests.cases_kit import Codes
from tests.community_box import Box
from tests.pulls_kit import ANN, a_pull, a_review, uncounted


def raises(box: Box) -> Codes:
    return uncounted(box, a_pull(box, a_review(ANN), a_review(ANN, "request_changes")))


def silent(box: Box) -> Codes:
    return uncounted(box, a_pull(box, a_review(ANN)))
