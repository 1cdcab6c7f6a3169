from __future__ import annotations

from cop_build.app.asking import forge_of
from tests.cases_kit import Codes, refusal
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return refusal(lambda: forge_of(box.dossier.community))


def silent(box: Box) -> Codes:
    return refusal(lambda: forge_of(box.dossier.community, "example/community"))
