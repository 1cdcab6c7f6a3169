"""Which version of each asset is public, and why: the only place that builds ``Approved``.

Source: manual/trust.md §3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cop_build.core import remarks
from cop_build.core.absence import Candidate, notice_of
from cop_build.core.community import binding_topics, may_decide
from cop_build.core.conditions import Standing, covered_by
from cop_build.core.content import content_findings
from cop_build.core.docket import ALL_RULES, Docket, Rules
from cop_build.core.dossier import Dossier
from cop_build.core.findings import Finding
from cop_build.core.hearing import Hearing, hear, standing_of
from cop_build.core.inspection import Looked
from cop_build.core.landings import Authors, Landing, authors_of, landings_of
from cop_build.core.line import Content
from cop_build.core.model import AssetId, Decision, Person, PersonId, ProposalHeader, State, Version, kind_of
from cop_build.core.overrides import Overrides, granted
from cop_build.core.parse.assets import Reading
from cop_build.core.personal import masked
from cop_build.core.public_texts import registry_findings
from cop_build.core.verdict import Approved, Confirmation, Judgement, Missing, Notice, Previewed, Verdict


def decide(dossier: Dossier, looked: Looked, *, today: date, asked: Rules = ALL_RULES) -> Judgement:
    """Say for every asset which version is public on a day, and why the others are not."""
    overrides = granted(dossier.registries, today)
    verdicts: list[Verdict] = []
    stray = [*dossier.stray, *overrides.flaws, *registry_findings(dossier.community)]
    for asset in sorted({*dossier.assets, *dossier.filed, *dossier.unreadable}):
        verdict = _Asset.of(asset, dossier, looked, overrides, today, asked).verdict()
        if verdict is not None:
            verdicts.append(verdict)
        else:
            stray.extend(remarks.on_records_of_nothing(asset, dossier))
    return Judgement(
        community=dossier.community,
        as_of=today,
        commit=dossier.facts.head,
        committed_at=dossier.committed_at,
        verdicts=remarks.with_links_checked(tuple(verdicts)),
        findings=tuple(sorted(stray)),
    )


def preview_of(judgement: Judgement) -> Judgement:
    """Return the judgement with the newest readable version of every asset in the place of the public one."""
    return replace(
        judgement,
        is_preview=True,
        verdicts=tuple(_previewed(verdict, judgement.as_of) for verdict in judgement.verdicts),
    )


def _previewed(verdict: Verdict, today: date) -> Verdict:
    version, public = verdict.newest, verdict.approved
    if (
        version is None
        or verdict.state is State.INVALID
        or isinstance(version.header, ProposalHeader)
        or (public and public.version.digest == version.digest)
    ):
        return verdict
    number = public.number + 1 if public else 1
    shown = Previewed(
        version, (), today, today, is_overdue=False, number=number, published_on=today, first_published_on=today
    )
    return replace(verdict, approved=shown, notice=None)


@dataclass(frozen=True, slots=True)
class _Asset:
    """One asset with all that was found out about it."""

    dossier: Dossier
    looked: Looked
    overrides: Overrides
    docket: Docket
    hearing: Hearing
    newest: tuple[Content, Reading] | None
    found: dict[int, Sequence[Finding]] = field(default_factory=dict)  # findings by a content's identity
    standings: dict[int, Standing] = field(default_factory=dict)  # by a landing's index

    @classmethod
    def of(
        cls, asset: AssetId, dossier: Dossier, looked: Looked, overrides: Overrides, today: date, asked: Rules
    ) -> _Asset:
        contents = dossier.assets.get(asset, ())
        docket = Docket(
            asset=asset,
            kind=kind_of(asset),
            landings=landings_of(contents),
            filed=dossier.filed.get(asset, ()),
            edits=dossier.trace.edits.get(asset, ()),
            registries=dossier.registries,
            today=today,
            asked=asked,
        )
        newest = contents[-1] if contents and contents[-1][0].entries else None
        return cls(dossier, looked, overrides, docket, hear(docket), newest)

    def verdict(self) -> Verdict | None:
        """Return the verdict; ``None`` for what is neither in the commit nor was ever public."""
        docket = self.docket
        candidates = self._candidates()
        eligible = [c for c in candidates if all(holds(c.standing) for holds in docket.asked.eligible)]
        current = eligible[-1] if eligible else None
        conditions = (*docket.asked.completing, *docket.asked.publishing)
        is_public = current is not None and all(holds(current.standing) for holds in conditions)
        if self.newest is None and not candidates:
            return None
        approved = self._approved(current, candidates) if current is not None and is_public else None
        errors = tuple(sorted(self._content_findings(*self.newest))) if self.newest else ()
        standing = self._newest_standing()
        reading = self.newest[1] if self.newest else None
        waits = standing is not None and not all(holds(standing) for holds in docket.asked.completing)
        recalled = standing is not None and standing.is_recalled
        is_unfit = standing is not None and (standing.terms.is_idea or standing.terms.is_unwritten)
        is_invalid = any(finding.is_error for finding in errors)
        landing = docket.landings[-1] if standing is not None else None
        verdict = Verdict(
            asset=docket.asset,
            kind=docket.kind,
            title=masked((reading and reading.title) or docket.asset.partition("/")[2], docket.community.personal_data),
            state=self._state(approved, standing, current, waits=waits, is_invalid=is_invalid),
            topics=landing.topics if landing else (),
            digest=reading.digest if reading else None,
            approved=approved,
            notice=None if approved else self._notice(current, candidates),
            missing=self._missing(landing, standing)
            if landing and standing and waits and not (recalled or is_unfit)
            else None,
            due_on=standing.review_by if standing and not waits else None,
            open_requests=tuple(self._people(standing.requests)) if standing else (),
            newest=landing.contents[-1][1].version if landing else None,
        )
        found = {*errors, *remarks.on_asset(verdict, self.dossier, self.hearing, standing)}
        if not docket.community.policy.refuse_unregistered_authors:
            found |= {*remarks.on_strangers(docket.asset, self._authors_now().strangers)}
        return replace(verdict, missing=None if is_invalid else verdict.missing, findings=tuple(sorted(found)))

    def _content_findings(self, content: Content, reading: Reading) -> Sequence[Finding]:
        community = self.docket.community
        if id(content) not in self.found:  # the newest content is mostly the public one as well
            found = content_findings(self.docket.kind, content, self.dossier.blobs, reading, community, self.looked)
            self.found[id(content)] = tuple(self.overrides.applied(found, reading))
        return self.found[id(content)]

    def _candidates(self) -> Sequence[Candidate]:
        candidates = []
        for index in sorted(self.hearing.completed):
            landing = self.docket.landings[index]
            version, errors = self._publishable(landing)
            standing = self._standing(index)
            if errors or self.newest is None:
                standing = replace(standing, errors=errors, is_withdrawn=self.newest is None)
            candidates.append(Candidate(index, landing, standing, version))
        return candidates

    def _publishable(self, landing: Landing) -> tuple[Version | None, int]:
        """Return the newest content of the landing that is fit for the public, else any with its count of errors."""
        worst: tuple[Version | None, int] = (landing.version, 1)
        for content, reading in reversed(landing.contents):
            errors = sum(finding.is_error for finding in self._content_findings(content, reading))
            if not errors and reading.version is not None:
                return reading.version, 0
            worst = (reading.version, max(errors, 1))
        return worst

    def _approved(self, current: Candidate, candidates: Sequence[Candidate]) -> Approved | None:
        docket, standing = self.docket, current.standing
        if current.version is None:
            return None
        in_force = [a for a in standing.approvals if docket.today < standing.terms.expiry_of(a)]
        counted = in_force if docket.today < standing.review_by else standing.approvals
        published = [docket.registries.landing_day(self.hearing.completed[c.index]) for c in candidates]
        return Approved(
            version=current.version,
            confirmations=tuple(
                Confirmation(docket.community.people.get(a.reviewer.id, a.reviewer), a.issued_on, a.filed.record)
                for a in counted
            ),
            last_reviewed_on=max(a.issued_on for a in counted),
            review_by=standing.review_by,
            is_overdue=docket.today >= standing.review_by,
            number=[c.index for c in candidates].index(current.index) + 1,
            published_on=docket.registries.landing_day(self.hearing.completed[current.index]),
            first_published_on=min(published),
        )

    def _newest_standing(self) -> Standing | None:
        """Return how the newest version stands; ``None`` where there is none that can be read."""
        if self.newest is None or self.newest[1].digest is None:
            return None
        return self._standing(len(self.docket.landings) - 1)

    def _standing(self, index: int) -> Standing:
        """Return how a landing stands after all that was heard, whatever is wrong with its content."""
        if index not in self.standings:  # the newest landing is mostly a candidate as well
            self.standings[index] = standing_of(self.docket.landings[index], self.docket, self.hearing.heard)
        return self.standings[index]

    def _state(
        self,
        public: Approved | None,
        standing: Standing | None,
        current: Candidate | None,
        *,
        waits: bool,
        is_invalid: bool,
    ) -> State:
        """Return the first state that applies, in the order of ``State``."""
        digest = self.newest[1].digest if self.newest else None
        is_current = current is not None and digest == current.landing.digest
        if is_invalid:
            return State.INVALID
        if (standing and standing.is_recalled) or (public is None and current and current.standing.is_recalled):
            return State.RECALLED
        if self.newest is None:
            return State.WITHDRAWN
        if standing and any(self._people(standing.requests)):
            return State.CHANGES_REQUESTED
        if public is not None and (waits or public.version.digest != digest):
            return State.PENDING_CHANGES
        if waits or standing is None:
            return State.DRAFT
        if is_current and self.docket.today >= standing.review_by:
            return State.OVERDUE
        return State.APPROVED

    def _notice(self, current: Candidate | None, candidates: Sequence[Candidate]) -> Notice | None:
        contents = self.dossier.assets.get(self.docket.asset, ())
        gone_since = contents[-1][0].position if contents and self.newest is None else None
        return notice_of(self.docket, self.hearing, current, candidates, gone_since=gone_since)

    def _authors_now(self) -> Authors:
        """Return who made the newest version, as an approval given now would be judged."""
        docket = self.docket
        if not docket.landings:
            return Authors()
        return authors_of(
            docket.landings[-1].digest,
            at=len(self.dossier.trace.line),
            landings=docket.landings,
            approved=[docket.landings[index] for index in self.hearing.completed],
            edits=docket.edits,
            registries=docket.registries,
        )

    def _missing(self, landing: Landing, standing: Standing) -> Missing:
        docket, terms = self.docket, standing.terms
        topics = binding_topics(docket.kind, landing.topics, docket.community)
        authors = self._authors_now().people
        have = {approval.reviewer.id for approval in standing.approvals}
        may = [
            person
            for person in self._people(docket.community.people)
            if person.id not in authors | have
            and may_decide(person, Decision.APPROVE, docket.kind, topics)
            and person.is_in_office(docket.today)
        ]
        return Missing(
            people=max(0, terms.quorum - len(have)),
            topics=tuple(sorted(terms.topics - covered_by(standing.approvals))),
            may_approve=tuple(may),
            waiting_since=docket.registries.landing_day(landing.position),
        )

    def _people(self, ids: Iterable[PersonId]) -> Sequence[Person]:
        people = self.docket.community.people
        return [people[person] for person in sorted(ids) if person in people]
