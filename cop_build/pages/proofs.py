"""The proof beside each asset's page: what was approved, and the records by which it was."""

from __future__ import annotations

import json

from cop_build.core.digest import canonical_json
from cop_build.core.verdict import Approved

PROOF = "approval.json"


def proof_of(approved: Approved) -> bytes:
    """Return ``approval.json``: the digest, the manifest it is the sum of, and the records that count."""
    version = approved.version
    proof = canonical_json(
        {
            "type": "cop-approval/1",
            "digest": str(version.digest),
            "manifest": json.loads(version.manifest),
            "records": [
                {"payload": confirmation.record.payload, "evidence": confirmation.record.evidence.published()}
                for confirmation in approved.confirmations
            ],
        }
    )
    return proof.encode()
