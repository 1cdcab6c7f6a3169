"""An admin lets personal data stand in one version, with a reason; the registry keeps that word, signed."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from cop_build.app.judging import Judged, judge, judge_work_tree
from cop_build.app.reviewing import refuse_what_is_not_committed, signer
from cop_build.core.findings import Code, Finding, Unable
from cop_build.core.history import REGISTRY
from cop_build.core.model import Override, Role, Sort, Text
from cop_build.core.overrides import OVERRIDE, namespace, sort_of
from cop_build.core.parse.entries import added_override
from cop_build.core.parse.personal import override_payload, read_override
from cop_build.core.parse.registry import read_community
from cop_build.core.personal import sorts_in
from cop_build.edges.files import rewrite
from cop_build.edges.signatures import sign


def override(
    where: Path, *, asset: str, codes: Sequence[str], person: str, key: Path, reason: str
) -> tuple[Judged, tuple[Finding, ...]]:
    """Add an admin's signed override to the registry in the work tree; committing it is up to the admin.

    Returns the judgement it rests on, and what is wrong with the override, if anything. Raises: Unable.
    """
    judged = judge(where)
    refuse_what_is_not_committed(judged, asset)
    verdict = judged.verdict_of(asset)
    admin = signer(judged, person, key)
    if Role.ADMIN not in admin.roles:
        th, en = f"{person} ไม่ได้เป็นผู้ดูแล", f"{person} is no admin"
        raise Unable(OVERRIDE, Text(th=th, en=en))
    if verdict.digest is None:
        th, en = "ยังอ่านเนื้อหาไม่ได้ จึงยังยกเว้นไม่ได้", "its content cannot be read, so nothing can be let stand"
        raise Unable(Code("COP910"), Text(th=th, en=en))
    community = judged.judgement.community
    said = Override(
        project=community.id,
        asset=verdict.asset,
        digest=verdict.digest,
        sorts=frozenset(_sorts(codes)),
        admin=admin.id,
        issued_at=datetime.now(UTC).replace(microsecond=0),
        reason=reason,
    )
    if sorts_in(reason, community.personal_data):
        th, en = (
            "เหตุผลมีข้อมูลส่วนบุคคล และทุกคนอ่านทะเบียนได้",
            "the reason holds personal data itself, and everybody can read it",
        )
        raise Unable(OVERRIDE, Text(th=th, en=en))
    payload = override_payload(said)
    if isinstance(wrong := read_override(payload), Text):
        raise Unable(OVERRIDE, wrong)
    signature = sign(payload.encode(), namespace=namespace(community.id), key=key)
    place = judged.repository.root / REGISTRY
    text = place.read_text(encoding="utf-8")
    changed = added_override(text, payload=payload, signature=base64.b64encode(signature).decode()).encode()
    if isinstance(problems := read_community(changed), tuple):
        th, en = "เพิ่มไม่ได้ ทะเบียนจะไม่ถูกต้อง", "not added: the registry would not be valid"
        raise Unable(Code("COP203"), Text(th=th, en=en), problems)
    rewrite(place, changed)
    after = judge_work_tree(where)
    return judged, tuple(finding for finding in after.judgement.findings if finding.code == OVERRIDE)


def _sorts(codes: Sequence[str]) -> Sequence[Sort]:
    found = [sort_of(Code(code.upper())) for code in codes]
    if any(sort is None for sort in found):
        th, en = "ยกเว้นได้เฉพาะ COP801 ถึง COP806", "only COP801 to COP806 can be let stand"
        raise Unable(OVERRIDE, Text(th=th, en=en))
    return [sort for sort in found if sort is not None]
