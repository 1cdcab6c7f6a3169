"""How is a record written, so that the strict reader takes it back? Source: manual/trust.md §2."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from cop_build.core.digest import canonical_json
from cop_build.core.model import AssetId, Decision, Digest, Oid
from cop_build.core.parse.records import ALL_VERSIONS


def payload_of(
    *,
    asset: AssetId,
    decision: Decision,
    digest: Digest | None,
    issued_at: datetime,
    project: str,
    reviewer: str,
    reason: str | None,
) -> str:
    """Return the string that a reviewer signs. ``digest`` of ``None`` recalls all versions."""
    value = {
        "type": "cop-review/1",
        "asset": asset,
        "decision": decision.value,
        "digest": str(digest) if digest else ALL_VERSIONS,
        "issued": issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "project": project,
        "reviewer": reviewer,
        "scope": "whole",
    }
    return canonical_json(value if reason is None else {**value, "reason": reason})


def pull_request_facts(
    *,
    forge: str,
    repository: int,
    number: int,
    review: int,
    user: int,
    submitted_at: datetime,
    commit: Oid,
    merge: Oid,
) -> dict[str, str | int]:
    """Return what a recorder attests of a review beside its payload."""
    return {
        "type": "pull_request",
        "forge": forge,
        "repository": repository,
        "number": number,
        "review": review,
        "user": user,
        "submitted_at": submitted_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "commit": commit,
        "merge": merge,
    }


def record_text(
    payload: str, *, signature: bytes, comment: str = "", facts: Mapping[str, str | int] | None = None
) -> str:
    """Return the file that holds a signed decision; the comment is for the authors and never published.

    Args:
        facts: What a recorder attests of a review on a forge; without them it is the reviewer's own signature.
    """
    values = [*(facts or {"type": "signature"}).items(), ("signature", base64.b64encode(signature).decode())]
    evidence = "".join(f"  {key}: {value if isinstance(value, int) else _quoted(value)}\n" for key, value in values)
    header = f"schema: cop-review/1\npayload: {_quoted(payload)}\nevidence:\n{evidence}"
    return f"---\n{header}---\n" + (f"\n{comment.strip()}\n" if comment.strip() else "")


def _quoted(text: str) -> str:
    """Quote a line as YAML does it in single quotes; what needs none stays as it is."""
    return text if re.fullmatch(r"[a-z_]+|[A-Za-z0-9+/]{65,}={0,2}", text) else "'" + text.replace("'", "''") + "'"
