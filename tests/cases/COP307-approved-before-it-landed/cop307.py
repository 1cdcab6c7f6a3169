from __future__ import annotations

from tests.cases_kit import INDEX, Codes, X, codes
from tests.community_box import Box


def _filed(box: Box, record: str, *, first: str) -> Codes:
    """Commit the text and its approval in one order or the other."""
    text = (box.root / INDEX).read_bytes()
    (box.root / INDEX).unlink()
    for part in ("record", "text") if first == "record" else ("text", "record"):
        if part == "record":
            box.file(record, X)
        else:
            box.put(INDEX, text)
        box.commit(part, by="p-mai")
    return codes(box)


def raises(box: Box) -> Codes:
    box.write(X)
    text = box.sign(X, by="p-ann")
    return _filed(box, text, first="record")


def silent(box: Box) -> Codes:
    box.write(X)
    text = box.sign(X, by="p-ann")
    return _filed(box, text, first="text")
