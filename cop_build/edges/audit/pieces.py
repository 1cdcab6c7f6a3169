"""The pieces of a search index are those that come of the entries in them, byte for byte, and no others."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cop_build.core.pieced import as_json, pieces_of


@dataclass(frozen=True, slots=True)
class Expected:
    """What a site's pieces must be.

    Attributes:
        index: What the index in whose place they stand would hold, with their entries: its addresses are looked at.
        files: The text of every file, the index among them, by its path in the site.
    """

    index: object = None
    files: Mapping[str, str] = field(default_factory=dict)


def expected_pieces(path: str, files: Mapping[str, Path]) -> Expected:
    """Read the entries out of the pieces of a site, and take them apart anew; nothing, if its index is whole.

    Args:
        path: Of the search index in the site.
        files: Where the files of the site are, by their path in it.

    Raises:
        OSError, ValueError, RecursionError: The pieces cannot be read, or have not the form of pieces.
    """
    if path not in files:
        return Expected()
    match json.loads(files[path].read_bytes()):
        case {"config": {"words": {"pieces": told, **words}} as config}:
            pass
        case _:
            return Expected()
    beside = path.rpartition("/")[0]
    match told:
        case {"folder": str(name)} if "/" not in name:
            folder = f"{beside}/{name}"
        case _:
            raise ValueError("not the form of an index in pieces")
    vocabulary = _read(files, f"{folder}/words.json")
    docs: list[object] = []
    for number in itertools.count():
        if (piece := f"{folder}/pages/{number}.json") not in files:
            break
        entries = _read(files, piece)
        docs += entries if isinstance(entries, list) else [entries]
    compounds = vocabulary.get("compounds") if isinstance(vocabulary, dict) else None
    whole = {"config": {**config, "words": {**words, "compounds": compounds}}, "docs": docs}
    made = pieces_of(whole)
    expected = {f"{beside}/{made.folder}/{piece}": text for piece, text in made.files.items()}
    return Expected(whole, {**expected, path: as_json(made.index)})


def _read(files: Mapping[str, Path], path: str) -> object:
    if path not in files:
        raise ValueError("a piece is missing")
    return json.loads(files[path].read_bytes())
