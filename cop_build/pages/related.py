"""What else is there to read beside an asset: knowledge that shares its words, and questions about it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cop_build.core.model import AssetId, Kind, KnowledgeHeader
from cop_build.core.prose import linked_assets
from cop_build.core.spelling import folded
from cop_build.core.verdict import Approved

MOST = 5
_LOOKED_AT = 32  # assets of one word: of a word that hundreds have, the newest do
_WEIGHED = 12  # of those found, how many are compared word by word
_TOPIC, _KEYWORD = "topic ", "keyword "
_QUESTION = f"{Kind.QUESTION}/"


@dataclass(frozen=True, slots=True)
class Related:
    """What is beside each asset, by its id.

    Attributes:
        knowledge: Of knowledge and questions, the closest first.
        questions: Of knowledge: questions that it is linked with first, then those that it is close to.
    """

    knowledge: Mapping[AssetId, Sequence[Approved]]
    questions: Mapping[AssetId, Sequence[Approved]]


def related_of(knowledge: Sequence[Approved], questions: Sequence[Approved]) -> Related:
    """Return what is related among public knowledge, newest first, and public questions.

    Two assets are as close as the topics and keywords that they share are rare. No asset is compared with all others:
    each looks through the newest of every word it has, and weighs the best of them.
    """
    close = dict(_close(knowledge, questions))
    return Related(close, _about(knowledge, questions, close))


def _close(
    knowledge: Sequence[Approved], questions: Sequence[Approved]
) -> Iterator[tuple[AssetId, Sequence[Approved]]]:
    words_of = [_words(approved) for approved in knowledge]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(words_of):
        for word in words:
            holders[word].append(number)
    weights = {word: _weight(len(listed), len(knowledge)) for word, listed in holders.items()}
    newest = {word: listed[:_LOOKED_AT] for word, listed in holders.items()}
    asked = [(approved, _words(approved), None) for approved in questions]
    for approved, words, itself in (*zip(knowledge, words_of, range(len(knowledge)), strict=True), *asked):
        found: defaultdict[int, int] = defaultdict(int)
        for word in words:
            for number in newest.get(word, ()):
                found[number] += weights[word]
        if itself is not None:
            found.pop(itself, None)
        best = sorted(found, key=lambda number: (-found[number], number))[:_WEIGHED]
        shared = {number: sum(weights[word] for word in words if word in words_of[number]) for number in best}
        yield approved.version.asset, [knowledge[n] for n in sorted(best, key=lambda n: (-shared[n], n))[:MOST]]


def _words(approved: Approved) -> Mapping[str, None]:
    """Return what an asset is found under, each once and in its order."""
    header = approved.version.header
    keywords = header.keywords if isinstance(header, KnowledgeHeader) else ()
    words = [_TOPIC + topic for topic in approved.version.topics] + [_KEYWORD + folded(word) for word in keywords]
    return dict.fromkeys(words)


def _weight(holders: int, among: int) -> int:
    """Return how much a word says, in thousandths of a bit: the fewer have it, the more."""
    return round(1000 * math.log2((among + 1) / holders))


def _about(
    knowledge: Sequence[Approved], questions: Sequence[Approved], close: Mapping[AssetId, Sequence[Approved]]
) -> Mapping[AssetId, Sequence[Approved]]:
    """Return the questions that link to an asset, or that it links to, then those that it is close to; newest first."""
    by_id = {question.version.asset: question for question in questions}
    linked: defaultdict[AssetId, dict[AssetId, None]] = defaultdict(dict)
    near: defaultdict[AssetId, dict[AssetId, None]] = defaultdict(dict)
    for question in questions:
        for asset in linked_assets(question.version):
            linked[asset][question.version.asset] = None
        for approved in close.get(question.version.asset, ()):
            near[approved.version.asset][question.version.asset] = None
    for approved in knowledge:
        if _QUESTION in approved.version.body:
            named = sorted(linked_assets(approved.version) & by_id.keys())
            linked[approved.version.asset].update(dict.fromkeys(named))
    return {asset: [by_id[question] for question in {**linked[asset], **near[asset]}] for asset in {*linked, *near}}
