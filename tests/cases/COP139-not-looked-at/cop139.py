from __future__ import annotations

from cop_build.core.gate import decide
from cop_build.core.inspection import Looked
from cop_build.core.report import all_findings
from tests.cases_kit import Codes, codes, of
from tests.community_box import AS_OF, Box


def raises(box: Box) -> Codes:
    box.publish("knowledge/x")
    return of(all_findings(decide(box.dossier, Looked({}, {}), today=AS_OF)))


def silent(box: Box) -> Codes:
    box.publish("knowledge/x")
    return codes(box)
