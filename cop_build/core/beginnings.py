"""What does a new draft begin with? What the session, the story or the issue that it comes of has said already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from cop_build.core.findings import Finding
from cop_build.core.minutes import Story
from cop_build.core.model import (
    AssetId,
    Community,
    Language,
    NoteHeader,
    PersonId,
    SessionHeader,
    Text,
    TopicId,
)
from cop_build.core.parse.issues import Issue, person_of, topics_named
from cop_build.core.strangers import Cleaned, cleaned, cleaned_line, disclosures

ISSUE = "issue"  # stands for the path of what a stranger wrote
_NOTE_OF = Text(th="บันทึก: {title}", en="Note: {title}")
_UNNAMED = Text(th="✎ ชื่อเรื่อง", en="✎ A title")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known before anybody writes. What is empty, the template asks for.

    Attributes:
        parts: Texts by the place that they take in the template.
        findings: What a stranger's text said about people; it is masked in the texts.
        issue: The number of the forge's issue that this answers.
        is_cut: It says more than a draft takes.
    """

    title: str = ""
    topics: Sequence[TopicId] = ()
    authors: Sequence[PersonId] = ()
    participants: Sequence[PersonId] = ()
    askers: Sequence[PersonId] = ()
    session: AssetId | None = None
    parts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    findings: Sequence[Finding] = ()
    issue: int | None = None
    is_cut: bool = False


def note_of(session: AssetId, header: SessionHeader, language: Language) -> Beginning:
    """Return how the note of a session begins: its historian writes, and its people took part."""
    leader = header.led_by or header.facilitator
    people = [leader, header.facilitator, header.deputy, header.historian, header.admin, *header.presenters]
    if header.led_by and header.led_by != header.facilitator:
        people.remove(header.facilitator)  # somebody else led: ill, or away
    return Beginning(
        title=_NOTE_OF.said_in(language).replace("{title}", header.title),
        topics=header.topics,
        authors=[header.historian],
        participants=[person for person in dict.fromkeys(people) if person is not None],
        session=session,
    )


def knowledge_from(story: Story, header: NoteHeader, community: Community) -> Beginning:
    """Return how knowledge begins that comes of a story: registered topics, and the story's three parts."""
    return Beginning(
        title=story.title or _UNNAMED.said_in(community.language),
        topics=[topic for topic in header.topics if topic in community.topics],
        authors=header.authors,
        session=header.session,
        parts={"happened": story.happened, "did": story.did, "learnt": story.learnt},
    )


def question_from(issue: Issue, community: Community) -> Beginning:
    """Return how a question begins that somebody asked on the forge."""
    texts = {name: cleaned(issue.parts.get(name, ""), community.personal_data) for name in ("question", "tried", "")}
    if not texts["question"].text:
        texts["question"] = texts[""]
    asked = issue.title or next(iter(texts["question"].text.splitlines()), "")
    title = cleaned_line(asked, community.personal_data)
    parts = {name: texts[name].text for name in ("question", "tried")}
    return _asked(issue, community, title, [title, *texts.values()], parts)


def proposal_from(issue: Issue, community: Community) -> Beginning:
    """Return how a session begins that somebody proposed on the forge."""
    rules = community.personal_data
    title = cleaned_line(issue.parts.get("topic", "") or issue.title, rules)
    story = cleaned(issue.parts.get("story", "") or issue.parts.get("", ""), rules)
    offers = cleaned("\n".join(f"- {offer}" for offer in issue.offers), rules)
    return _asked(issue, community, title, [title, story, offers], {"story": story.text, "offers": offers.text})


def _asked(
    issue: Issue, community: Community, title: Cleaned, texts: Sequence[Cleaned], parts: Mapping[str, str]
) -> Beginning:
    asker = person_of(issue.account, tuple(community.people.values()))
    return Beginning(
        title=title.text or _UNNAMED.said_in(community.language),
        topics=topics_named(issue.parts.get("field", ""), community),
        askers=[asker.id] if asker else (),
        parts=parts,
        findings=tuple(disclosures(texts, community.personal_data, path=ISSUE)),
        issue=issue.number,
        is_cut=any(text.is_cut for text in texts),
    )


def with_wishes(
    beginning: Beginning, *, title: str | None, author: PersonId | None, topics: Sequence[str]
) -> Beginning:
    """Return a beginning in which what was asked for takes the place of what was found."""
    return replace(
        beginning,
        title=title or beginning.title,
        authors=[author] if author else beginning.authors,
        askers=[author] if author else beginning.askers,
        topics=[TopicId(topic) for topic in topics] or beginning.topics,
    )
