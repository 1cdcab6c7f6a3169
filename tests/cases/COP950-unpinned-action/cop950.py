from __future__ import annotations

from cop_build.core.health import workflow_remarks
from tests.cases_kit import Codes, of
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return of(workflow_remarks({".github/workflows/x.yml": "      - uses: actions/checkout@v7\n"}))


def silent(box: Box) -> Codes:
    return of(workflow_remarks({".github/workflows/x.yml": f"      - uses: actions/checkout@{'0' * 40} # v7\n"}))
