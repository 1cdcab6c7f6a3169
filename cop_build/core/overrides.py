"""Where may personal data stand because an admin said so, with a reason? Source: manual/trust.md §5.

An override is signed by an admin and speaks of one version and of sorts of data. Like an approval it is judged by the
registry before the one that brought it, so that nobody can appoint the admin together with the override.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cop_build.core import sshsig
from cop_build.core.community import Registries
from cop_build.core.findings import Code, Finding, Severity
from cop_build.core.history import REGISTRY
from cop_build.core.model import AssetId, Digest, Override, Role, SignedOverride, Sort, Text
from cop_build.core.parse.assets import Reading
from cop_build.core.parse.personal import read_override
from cop_build.core.personal import SAID

OVERRIDE = Code("COP807")
_SORT_OF: Mapping[Code, Sort] = {code: sort for sort, (code, _) in SAID.items()}


@dataclass(frozen=True, slots=True)
class Overrides:
    """The overrides that count today, and what is wrong with the others."""

    counted: Mapping[tuple[AssetId, Digest], frozenset[Sort]]
    flaws: tuple[Finding, ...]

    def applied(self, findings: Iterable[Finding], reading: Reading) -> Iterator[Finding]:
        """Yield the findings on a content; those that an admin lets stand are warnings."""
        allowed = self.counted.get((reading.asset, reading.digest)) if reading.digest else None
        for finding in findings:
            is_allowed = allowed is not None and sort_of(finding.code) in allowed
            yield replace(finding, severity=Severity.WARNING) if is_allowed else finding


def sort_of(code: Code) -> Sort | None:
    """Return of which sort of personal data a code speaks; ``None`` if of none."""
    return _SORT_OF.get(code)


def namespace(project: str) -> str:
    """Return the SSHSIG namespace of overrides for a community."""
    return f"cop-override@{project}"


def granted(registries: Registries, today: date) -> Overrides:
    """Judge the overrides of today's registry."""
    counted: dict[tuple[AssetId, Digest], frozenset[Sort]] = {}
    flaws: list[Finding] = []
    for signed in registries.today.overrides:
        said = read_override(signed.payload)
        flaw = said if isinstance(said, Text) else _flaw(signed, said, registries, today)
        if flaw is not None:
            flaws.append(Finding(REGISTRY, 0, OVERRIDE, flaw))
        elif isinstance(said, Override):
            place = (said.asset, said.digest)
            counted[place] = counted.get(place, frozenset()) | said.sorts
    return Overrides(counted, tuple(flaws))


def _flaw(signed: SignedOverride, said: Override, registries: Registries, today: date) -> Text | None:
    if said.project != registries.today.id:
        return Text(th="การยกเว้นนี้เป็นของชุมชนอื่น", en="this override is another community's")
    signature = sshsig.read_signature(signed.blob)
    if isinstance(signature, sshsig.Flaw) or sshsig.flaw_of(
        signature, namespace=namespace(said.project), message=signed.payload.encode()
    ):
        return Text(th="ลายเซ็นของการยกเว้นใช้ไม่ได้", en="the override's signature is not good")
    landed = registries.first_with(signed)
    before = registries.before(landed) if landed is not None else None
    then = before.people.get(said.admin) if before else None
    now = registries.today.people.get(said.admin)
    if then is None or now is None or Role.ADMIN not in then.roles:
        return Text(
            th="ผู้ยกเว้นไม่ได้เป็นผู้ดูแลในทะเบียนก่อนหน้านี้", en="who signed was no admin in the registry before, or is gone"
        )
    key = next((key for key in then.keys if key.blob == signature.key), None)
    if key is None or key.retired or key.compromised or registries.is_compromised_since(signature.key, landed or 0):
        return Text(
            th="กุญแจไม่ใช่ของผู้ดูแลคนนี้ หรือเลิกใช้แล้ว", en="the key was not this admin's, or is retired or compromised"
        )
    days = registries.day_of(said.issued_at), registries.landing_day(landed or 0)
    if not all(then.is_in_office(day) for day in days):
        return Text(th="ผู้ยกเว้นไม่ได้อยู่ในตำแหน่งในวันนั้น", en="who signed was not in office on that day")
    if days[0] > today:
        return Text(th="วันที่ของการยกเว้นอยู่ในอนาคต", en="the override is dated in the future")
    return None
