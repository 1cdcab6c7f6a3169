from __future__ import annotations

from tests.cases_kit import TEXT, Codes, codes
from tests.community_box import Box


def raises(box: Box) -> Codes:
    box.put("drafts/knowledge/note.md", TEXT)
    box.commit()
    return codes(box)


def silent(box: Box) -> Codes:
    box.put("drafts/knowledge/note/index.md", TEXT)
    box.commit()
    return codes(box)
