from __future__ import annotations

from tests.cases_kit import Codes
from tests.community_box import Box
from tests.pulls_kit import imported


def raises(box: Box) -> Codes:
    return imported(box, also={"community.yml": "# changed\n"})


def silent(box: Box) -> Codes:
    return imported(box, also={})
