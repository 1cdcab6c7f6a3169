"""Everything that the gate looks at, read from one commit and its history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cop_build.core.attachments import printable
from cop_build.core.community import Registries
from cop_build.core.evidence import Flaw, signing_key
from cop_build.core.findings import Code, Finding, Severity, Unable
from cop_build.core.history import DRAFTS, PLAIN, REGISTRY, REVIEWS, Blob, Entry, Facts, asset_of
from cop_build.core.line import LAST_SECOND, Content, RecordLanding, Trace
from cop_build.core.model import MAX_SLUG_LENGTH, SLUG, AssetId, Community, Kind, Oid, Record, Text, kind_of
from cop_build.core.parse.assets import Reading, read_asset
from cop_build.core.parse.records import read_record
from cop_build.core.parse.registry import read_community, registry_too_large


@dataclass(frozen=True, slots=True)
class Filed:
    """A record as it landed on the line.

    Attributes:
        key: The key whose good signature it carries, or what is wrong with the signature.
        is_copy: The same decision, signed with the same key, had landed before.
    """

    landing: RecordLanding
    record: Record
    key: bytes | Flaw
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """One commit with its history, read.

    Attributes:
        assets: What the folder of every asset held in turn, oldest first.
        filed: The records in each asset's review folder, by landing.
        stray: Findings of no single asset.
        unreadable: Findings of record files that stand in the commit but are no records, by asset.
    """

    facts: Facts
    trace: Trace
    community: Community
    registries: Registries
    assets: Mapping[AssetId, Sequence[tuple[Content, Reading]]]
    filed: Mapping[AssetId, Sequence[Filed]]
    stray: tuple[Finding, ...]
    unreadable: Mapping[AssetId, tuple[Finding, ...]]

    @property
    def blobs(self) -> Mapping[Oid, Blob]:
        return self.facts.blobs

    @property
    def committed_at(self) -> datetime:
        return datetime.fromtimestamp(min(max(self.facts.commits[0].committed_at, 0), LAST_SECOND), UTC)


def compile_dossier(facts: Facts, trace: Trace) -> Dossier:
    """Read registries, records and versions. Raises: Unable, where the commit has no registry that can be read."""
    community = current_community(facts)
    _refuse_a_history_that_does_not_add_up(facts, trace)
    read: dict[Oid, Community | None] = {}
    for point in trace.line:
        if point.registry is not None and point.registry not in read:
            read[point.registry] = _community_in(facts.blobs[point.registry])
    filed, unreadable = _file_records(facts, trace)
    return Dossier(
        facts=facts,
        trace=trace,
        community=community,
        registries=Registries(trace, read, community),
        assets=_read_assets(facts, trace, filed),
        filed=filed,
        stray=tuple(sorted([*stray_findings(facts.tree), *_too_large(facts, community)])),
        unreadable=unreadable,
    )


def _refuse_a_history_that_does_not_add_up(facts: Facts, trace: Trace) -> None:
    """Compare what the changes of the line add up to with the commit's own tree: a check of our own reading."""
    folders: dict[AssetId, dict[str, Entry]] = defaultdict(dict)
    for path, entry in facts.tree.items():
        if path.startswith(DRAFTS) and (asset := asset_of(path)):
            folders[asset][path.split("/", 3)[3]] = entry
    added_up = {asset: contents[-1].entries for asset, contents in trace.contents.items() if contents[-1].entries}
    if added_up != folders:
        th, en = (
            "ประวัติที่อ่านได้ไม่ตรงกับ commit",
            "the history does not add up to the commit; is this clone whole? (git fsck)",
        )
        raise Unable(Code("COP907"), Text(th=th, en=en))


def current_community(facts: Facts) -> Community:
    """Return the registry of the judged commit. Raises: Unable."""
    entry = facts.tree.get(REGISTRY)
    if entry is None or entry.mode != PLAIN:
        detail = Text(
            th=f"ไม่มีไฟล์ {REGISTRY} ใน commit นี้ ใช้ cop init เพื่อเริ่มชุมชนใหม่",
            en=f"this commit has no {REGISTRY}; cop init makes a new community",
        )
        raise Unable(Code("COP201"), detail)
    data = facts.blobs[entry.oid].data
    read = read_community(data) if data is not None else registry_too_large()
    if isinstance(read, tuple):
        detail = Text(
            th=f"อ่านทะเบียน {REGISTRY} ไม่ได้ แก้ไขแล้ว commit อีกครั้ง",
            en=f"the registry {REGISTRY} cannot be read; mend it and commit again",
        )
        raise Unable(Code("COP202"), detail, read)
    return read


def _community_in(blob: Blob) -> Community | None:
    read = read_community(blob.data) if blob.data is not None else ()
    return None if isinstance(read, tuple) else read


_KINDS = frozenset(kind.value for kind in Kind)


def is_asset(asset: AssetId) -> bool:
    """Say whether this can be an asset's id: a known kind and a well-formed slug."""
    kind, _, slug = asset.partition("/")
    return kind in _KINDS and len(slug) <= MAX_SLUG_LENGTH and SLUG.fullmatch(slug) is not None


def _read_assets(
    facts: Facts, trace: Trace, filed: Mapping[AssetId, Sequence[Filed]]
) -> Mapping[AssetId, Sequence[tuple[Content, Reading]]]:
    """Read what assets held in turn: the last content whole, and of earlier ones those that a record speaks of."""
    assets: dict[AssetId, Sequence[tuple[Content, Reading]]] = {}
    for asset, contents in trace.contents.items():
        if not is_asset(asset):
            continue
        kind = kind_of(asset)
        spoken_of = {item.record.digest for item in filed.get(asset, ()) if item.record.digest is not None}
        earlier = contents[:-1] if asset in filed else ()
        assets[asset] = [
            *((old, read_asset(asset, kind, old.entries, facts.blobs, spoken_of=spoken_of)) for old in earlier),
            (contents[-1], read_asset(asset, kind, contents[-1].entries, facts.blobs)),
        ]
    return assets


def _file_records(
    facts: Facts, trace: Trace
) -> tuple[Mapping[AssetId, Sequence[Filed]], Mapping[AssetId, tuple[Finding, ...]]]:
    unreadable: dict[AssetId, set[Finding]] = defaultdict(set)
    read: list[tuple[AssetId, RecordLanding, Record]] = []
    for landing in trace.landings:
        asset = asset_of(landing.path)
        if asset is None or not is_asset(asset) or landing.entry.is_submodule:
            continue
        data = facts.blobs[landing.entry.oid].data
        record = read_record(data, path=printable(landing.path)) if data is not None else _no_text(landing.path)
        if isinstance(record, tuple):
            if facts.tree.get(landing.path) == landing.entry:
                unreadable[asset].update(record)
        else:
            read.append((asset, landing, record))
    keys = [signing_key(record) for _, _, record in read]  # all at once: reading in between would make each slower
    filed: dict[AssetId, list[Filed]] = defaultdict(list)
    claimed: set[tuple[str, bytes]] = set()  # a record that stands in another asset's folder claims nothing
    for (asset, landing, record), key in zip(read, keys, strict=True):
        is_copy = isinstance(key, bytes) and (record.payload, key) in claimed
        if isinstance(key, bytes) and record.asset == asset:
            claimed.add((record.payload, key))
        filed[asset].append(Filed(landing, record, key, is_copy))
    return filed, {asset: tuple(sorted(findings)) for asset, findings in unreadable.items()}


def _too_large(facts: Facts, community: Community) -> Iterator[Finding]:
    sizes = (
        facts.blobs[entry.oid].size
        for path, entry in facts.tree.items()
        if path.startswith(DRAFTS) and not entry.is_submodule
    )
    total, limit = sum(sizes), community.limits.repository
    if total > limit:
        shown, allowed = f"{total / 2**20:,.0f} MiB", f"{limit / 2**20:,.0f} MiB"
        detail = Text(th=f"drafts/ รวม {shown} เกิน {allowed}", en=f"drafts/ holds {shown}, more than {allowed}")
        yield Finding(DRAFTS, 0, Code("COP131"), detail)


def _no_text(path: str) -> tuple[Finding, ...]:
    detail = Text(th="ไฟล์บันทึกใหญ่เกินไปหรือไม่ใช่ข้อความ", en="the record is too large, or no text")
    return (Finding(printable(path), 0, Code("COP317"), detail),)


def stray_findings(tree: Mapping[str, object]) -> Iterator[Finding]:
    """Yield what stands under drafts/ or reviews/ and belongs to no asset."""
    named: set[str] = set()
    for path in tree:
        if not path.startswith((DRAFTS, REVIEWS)):
            continue
        asset = asset_of(path)
        if path in (f"{DRAFTS}.gitkeep", f"{REVIEWS}.gitkeep"):
            continue
        if asset is None:
            detail = Text(th="ไฟล์นี้ไม่ได้อยู่ในโฟลเดอร์ <ชนิด>/<ชื่อ>/", en="this file is in no folder <kind>/<slug>/")
            yield Finding(printable(path), 0, Code("COP127"), detail)
        elif not is_asset(asset):
            folder = path.split("/", 1)[0] + "/" + asset
            if folder not in named:
                named.add(folder)
                detail = Text(th="ชื่อโฟลเดอร์ไม่ถูกรูปแบบ <ชนิด>/<ชื่อ>", en="the folder's name is not <kind>/<slug>")
                yield Finding(printable(folder), 0, Code("COP124"), detail)
        elif path.startswith(REVIEWS):
            entry = tree[path]
            fits = path.endswith(".md") and path.count("/") == 3 and getattr(entry, "mode", PLAIN) == PLAIN
            if not fits:
                detail = Text(
                    th="ในโฟลเดอร์นี้มีได้เฉพาะไฟล์บันทึก .md ธรรมดา", en="only plain record files (.md) may stand here"
                )
                yield Finding(printable(path), 0, Code("COP323"), detail, Severity.ERROR)
