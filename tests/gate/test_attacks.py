"""Each attack of the table ends as it must, and stops nobody else's asset. Source: manual/trust.md §7."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.community_box import codes_of
from tests.gate.attacks import ATTACKS, STEADY, Attack, prepared


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_an_attack_ends_as_it_must(attack: Attack, tmp_path: Path) -> None:
    box = prepared(tmp_path / "box")

    attack.build(box)

    verdict = box.verdict(attack.asset, attack.as_of)
    assert verdict.state is attack.state, verdict.findings
    assert (verdict.approved.version.body if verdict.approved else None) == attack.public
    assert attack.code is None or attack.code in codes_of(verdict)
    assert box.public_body(STEADY, attack.as_of) == "Steady.\n"
