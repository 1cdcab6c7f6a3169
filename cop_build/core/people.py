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
        parts: What was played in the window.
    """

    community: Community
    as_of: date
    window: Window
    parts: Sequence[Contribution]
    played: Sequence[Played]
    covers: Sequence[Cover]
    meetings: Meetings

    @property
    def covered_on(self) -> date:
        """Return the day on which topics are covered: the window's last, or today if that lies ahead."""
        return _last_known(self.window, self.as_of)


def people_of(judgement: Judgement, landed: Mapping[AssetId, Landed], window: Window) -> People:
    """Return what people did in a window, and who knows each topic on its last day."""
    found, community = contributions(judgement, landed), judgement.community
    day = _last_known(window, judgement.as_of)
    return People(
        community=community,
        as_of=judgement.as_of,
        window=window,
        parts=[one for one in found if one.day in window],
        played=participation(found, community, window, day=day),
        covers=cover(found, community, day=day),
        meetings=meetings_in(judgement, window),
    )


def _last_known(window: Window, today: date) -> date:
    """Return the window's last day of which it is known who is in office."""
    return min(window.last, today)
