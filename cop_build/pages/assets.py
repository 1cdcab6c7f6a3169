"""What is staged of one approved asset: its page, its attachments and its proof."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from cop_build.core.drawn import Drawn
from cop_build.core.model import (
    EXPERT_KINDS,
    AssetId,
    Kind,
    KnowledgeHeader,
    Language,
    NoteHeader,
    PageHeader,
    SessionHeader,
)
from cop_build.core.verdict import Approved, Previewed
from cop_build.pages.addresses import asset_address, encoded, page_path, topic_address, way_up
from cop_build.pages.arrows import with_arrows_led
from cop_build.pages.attachments import attachments_of, previews_of
from cop_build.pages.catalogue import Catalogue
from cop_build.pages.facts import details_of, facts_of, references_of
from cop_build.pages.forge import report_address
from cop_build.pages.front import front_matter
from cop_build.pages.headings import with_anchors
from cop_build.pages.linked import absolute, linked_data_of
from cop_build.pages.links import Surroundings, with_links_led
from cop_build.pages.markup import block
from cop_build.pages.proofs import PROOF, proof_of
from cop_build.pages.prose import lines_of_prose
from cop_build.pages.related import MOST, Related
from cop_build.pages.rows import Link, language_of, link_to, times_of
from cop_build.pages.squares import qr_code
from cop_build.pages.staged import Staged
from cop_build.pages.trace import outcomes_of, sources_of


def asset_files(
    approved: Approved,
    catalogue: Catalogue,
    *,
    linkable_assets: Collection[AssetId],
    linkable_pages: Collection[str],
    related: Related,
    drawn: Mapping[str, Drawn],
) -> Iterator[Staged]:
    """Yield what is staged of an asset. Links lead to the given assets and pages only."""
    version = approved.version
    surroundings = Surroundings(
        asset=version.asset,
        files=frozenset(file.path for file in version.files),
        assets=linkable_assets,
        pages=linkable_pages,
    )
    address = asset_address(version.asset)
    body = with_links_led(list(with_anchors(_lines(approved, catalogue))), surroundings)
    values = {**_values(approved, catalogue), **_beside(approved, catalogue, related, drawn)}
    text = "\n".join(
        [
            _front(approved, catalogue, body) + block("asset.html", catalogue.language, **values),
            body,
            block("asset-end.html", catalogue.language, **values),
        ]
    )
    yield Staged(page_path(address), text.encode())
    if not isinstance(approved, Previewed):
        yield Staged(f"{address}{PROOF}", proof_of(approved))
    for file in version.files:
        yield Staged(f"{address}files/{file.path}", file)
    for preview in previews_of(version, drawn):
        yield Staged(f"{address}{preview.path}", preview.content)


def _lines(approved: Approved, catalogue: Catalogue) -> Iterator[tuple[str, bool]]:
    """Yield a text's lines, and whether each is prose; a note's arrows lead to what is public."""
    version, lines = approved.version, lines_of_prose(approved.version.body)
    if version.kind is not Kind.NOTE:
        return lines
    return with_arrows_led(lines, catalogue.public)


def _front(approved: Approved, catalogue: Catalogue, body: str) -> str:
    is_public = not isinstance(approved, Previewed)
    return front_matter(
        approved.version.header.title,
        description=_summary(approved),
        lang=language_of(approved, catalogue),
        linked=linked_data_of(approved, catalogue, body=body) if is_public else None,
        reviewed_on=approved.last_reviewed_on if is_public else None,
    )


def _values(approved: Approved, catalogue: Catalogue) -> Mapping[str, object]:
    version, language = approved.version, catalogue.language
    header = version.header
    return {
        "root": way_up(asset_address(version.asset)),
        "approved": approved,
        "lang": language.value if language_of(approved, catalogue) else None,
        "title": header.title,
        "summary": _summary(approved),
        "topics": _topics(approved, catalogue),
        "facts": facts_of(approved, catalogue),
        "details": details_of(approved, catalogue),
        "times": times_of(header, catalogue) if isinstance(header, SessionHeader) else None,
        "is_confirmed": version.kind in EXPERT_KINDS,
        "is_previewed": isinstance(approved, Previewed),
        "reviewers": [confirmation.reviewer.name.said_in(language) for confirmation in approved.confirmations],
        "ends_on": header.effective_until if isinstance(header, KnowledgeHeader) else None,
        "change_note": header.change_note if isinstance(header, KnowledgeHeader) else None,
        "references": references_of(header.references) if isinstance(header, KnowledgeHeader) else (),
        "sources": () if version.kind is Kind.NOTE else sources_of(version.asset, catalogue),  # a note's is above
        "outcomes": outcomes_of(version.asset, catalogue),
        "digest": str(version.digest),
        "proof": PROOF,
        "report": report_address(catalogue.community, version.asset),
    }


def _beside(
    approved: Approved, catalogue: Catalogue, related: Related, drawn: Mapping[str, Drawn]
) -> Mapping[str, object]:
    """Return what stands around the text: its files, what else there is to read, and how to hand it on."""
    version = approved.version
    written = Language(language_of(approved, catalogue) or catalogue.language)
    page = absolute(asset_address(version.asset), catalogue)
    is_public = not isinstance(approved, Previewed)
    return {
        "attachments": attachments_of(version, written, drawn),
        "related": [link_to(other, catalogue) for other in related.knowledge.get(version.asset, ())],
        "questions": _questions(version.asset, catalogue, related),
        "page": page,
        "code": qr_code(encoded(page), "m") if page and is_public else None,
    }


def _questions(asset: AssetId, catalogue: Catalogue, related: Related) -> Sequence[Link]:
    """Return the questions about an asset but for those of which it came: these stand in its trace."""
    traced = {*catalogue.lineage.sources_of(asset), *catalogue.lineage.outcomes_of(asset)}
    about = related.questions.get(asset, ())
    return [link_to(question, catalogue) for question in about if question.version.asset not in traced][:MOST]


def _summary(approved: Approved) -> str | None:
    header = approved.version.header
    return header.summary if isinstance(header, KnowledgeHeader | NoteHeader | PageHeader) else None


def _topics(approved: Approved, catalogue: Catalogue) -> Sequence[tuple[str, str | None]]:
    """Return the topics' titles and addresses; one that is not in the registry is only a word."""
    known = catalogue.community.topics
    return [
        (known[topic].title.said_in(catalogue.language), topic_address(topic)) if topic in known else (topic, None)
        for topic in dict.fromkeys(approved.version.topics)
    ]
