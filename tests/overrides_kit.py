"""An admin's override, as the registry of a test community holds it."""

from __future__ import annotations

import base64
from typing import Any

from cop_build.core.digest import canonical_json
from tests.community_box import Box
from tests.ssh_keys import SecretKey

REASON = "หมายเลขกลางของหน่วยงาน"


def let_stand(
    box: Box,
    asset: str,
    *,
    by: str = "p-adm",
    sorts: list[str],
    key: SecretKey | None = None,
    namespace: str | None = None,
    commit: bool = True,
    **changed: Any,  # Any: whatever the payload may hold
) -> None:
    """Sign an override of what stands in the work tree, and put it into the registry."""
    said: dict[str, Any] = {
        "type": "cop-override/1",
        "project": box.registry["id"],
        "asset": asset,
        "digest": box.digest(asset),
        "sorts": sorts,
        "admin": by,
        "issued": f"{box.now:%Y-%m-%dT%H:%M:%SZ}",
        "reason": REASON,
        **changed,
    }
    payload = canonical_json(said)
    signed = (key or SecretKey(by)).sign(payload.encode(), namespace or f"cop-override@{box.registry['id']}")
    entry = {"payload": payload, "signature": base64.b64encode(signed).decode()}
    box.registry.setdefault("overrides", []).append(entry)
    box.write_registry()
    if commit:
        box.commit("Let stand", by="p-adm")
