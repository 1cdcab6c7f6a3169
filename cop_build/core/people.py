"""What did a community's people do, and who knows its topics? For members, never for the public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cop_build.core.cover import Cover, cover
from cop_build.core.model import AssetId, Community
from cop_build.core.participation import Meetings, Played, Window, meetings_in, participation
from cop_build.core.parts import Contribution, Landed, contributions
from cop_build.core.verdict import Judgement


@dataclass(frozen=True, slots=True)
class People:
    """What is told of the people of one judgement.

    Attributes:
        covered_on: The day on which topics are covered: the window's last, or today if that lies ahead.
        parts: What was played in the window.
    """

    community: Community
    as_of: date
    window: Window
    covered_on: date
    parts: Sequence[Contribution]
    played: Sequence[Played]
    covers: Sequence[Cover]
    meetings: Meetings


def people_of(judgement: Judgement, landed: Mapping[AssetId, Landed], window: Window) -> People:
    """Return what people did in a window, and who knows each topic on its last day."""
    found, community = contributions(judgement, landed), judgement.community
    day = min(window.last, judgement.as_of)
    return People(
        community=community,
        as_of=judgement.as_of,
        window=window,
        covered_on=day,
        parts=[one for one in found if one.day in window],
        played=participation(found, community, window, today=judgement.as_of),
        covers=cover(found, community, day=day),
        meetings=meetings_in(judgement, window),
    )
