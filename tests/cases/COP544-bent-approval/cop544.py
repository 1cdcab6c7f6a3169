from __future__ import annotations

from tests.cases_kit import Codes, proof_with
from tests.community_box import Box


def raises(box: Box) -> Codes:
    return proof_with(box, lambda proof: proof.update(records=[{"payload": "{}", "evidence": {}}]))


def silent(box: Box) -> Codes:
    return proof_with(box, lambda proof: None)
