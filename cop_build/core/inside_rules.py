"""May this stand inside an attachment? Traits and texts become findings. Source: manual/trust.md §5."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cop_build.core.findings import Code, Finding, Severity
from cop_build.core.insides import Inside, Trait
from cop_build.core.model import PersonalData, Sort, Text
from cop_build.core.personal import disclosure, masked, sorts_in

_REFUSED: Mapping[Trait, tuple[Code, Text]] = {
    Trait.UNREADABLE: (Code("COP140"), Text(th="อ่านข้างในไฟล์ไม่ได้", en="the inside of the file cannot be read")),
    Trait.TOO_LARGE: (Code("COP141"), Text(th="ข้างในใหญ่หรือซับซ้อนเกินไป", en="its inside is too large or too involved")),
    Trait.MISMATCH: (Code("COP133"), Text(th="เนื้อไฟล์ไม่ใช่ชนิดตามนามสกุล", en="the content is not what the name says")),
    Trait.ENCRYPTED: (Code("COP142"), Text(th="ไฟล์เข้ารหัสไว้", en="the file is encrypted")),
    Trait.MACRO: (Code("COP143"), Text(th="มีแมโคร", en="there are macros")),
    Trait.EMBEDDED: (Code("COP144"), Text(th="มีไฟล์อื่นฝังอยู่ข้างใน", en="another file is embedded")),
    Trait.EXTERNAL: (Code("COP145"), Text(th="เรียกไฟล์หรือโปรแกรมภายนอก", en="it calls other files or programs")),
    Trait.SCRIPT: (Code("COP146"), Text(th="มีสคริปต์หรือคำสั่ง", en="there is a script or an action")),
    Trait.LOCATION: (Code("COP147"), Text(th="มีพิกัดสถานที่ถ่าย", en="it says where it was taken")),
    Trait.CAMERA: (Code("COP148"), Text(th="มีข้อมูลกล้องหรือเวลาถ่าย", en="it says with which camera, or when")),
}
_REPORTED: Mapping[Trait, tuple[Code, Text]] = {
    Trait.AUTHOR: (Code("COP149"), Text(th="มีชื่อผู้จัดทำในคุณสมบัติไฟล์", en="its properties name who made it")),
    Trait.COMMENT: (Code("COP150"), Text(th="มีความเห็น (comments)", en="there are comments")),
    Trait.CHANGE: (Code("COP151"), Text(th="มีการแก้ไขที่ติดตามไว้", en="there are tracked changes")),
    Trait.NOTES: (Code("COP152"), Text(th="มีบันทึกผู้บรรยาย", en="there are speaker notes")),
    Trait.HIDDEN: (Code("COP153"), Text(th="มีส่วนที่ซ่อนไว้", en="something is hidden")),
}
_SHOWN = 3  # as many places are named of one trait


def inside_findings(path: str, inside: Inside | None, rules: PersonalData) -> Iterator[Finding]:
    """Yield what keeps a file from the public for what it holds; ``None`` is a file that nobody looked into."""
    if inside is None:
        code, said = _REFUSED[Trait.UNREADABLE]
        yield Finding(path, 0, code, said)
        return
    places: dict[Trait, list[str]] = {}
    for found in inside.found:
        places.setdefault(found.trait, []).append(masked(found.where, rules))
    for trait, where in places.items():
        code, said = _REFUSED.get(trait) or _REPORTED[trait]
        severity = Severity.ERROR if trait in _REFUSED else Severity.WARNING
        named = ", ".join(place for place in where[:_SHOWN] if place) + (" …" if len(where) > _SHOWN else "")
        more = f": {named}" if named else ""
        yield Finding(path, 0, code, Text(th=said.th + more, en=said.en + more), severity)
    yield from _of_people(path, inside, rules)


def _of_people(path: str, inside: Inside, rules: PersonalData) -> Iterator[Finding]:
    """Yield one finding for each sort of personal data and place."""
    seen: set[tuple[Sort, str]] = set()
    for passage in inside.passages:
        for sort in sorted(sorts_in(passage.text, rules)):
            if (sort, passage.where) not in seen:
                seen.add((sort, passage.where))
                yield disclosure(sort, rules, path=path, line=0, where=masked(passage.where, rules))
