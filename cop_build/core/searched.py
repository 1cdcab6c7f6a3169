"""What the search of a site is told: texts cut into words, keywords that are not shown, words that count for little."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cop_build.core.cutting import SEPARATOR, cut_text, runs_of
from cop_build.core.spelling import folded
from cop_build.core.thai_words import WordList, long_words

VERSION: Final = 1  # of the agreement with theme/assets/javascripts/workers/words.js
CONFIG: Final[Mapping[str, object]] = {
    "lang": ["en"],
    "separator": SEPARATOR,
    "pipeline": [],
    "fields": {"title": {"boost": 5}, "text": {"boost": 1}, "tags": {"boost": 5}, "keywords": {"boost": 4}},
}
# Words that make a sentence polite or a question: dropped when others are left.
SMALL_WORDS: Final = """
    ไหม มั้ย หรือเปล่า หรือไม่ หรือ อย่างไร ยังไง ทำไม อะไร ใคร เท่าไร เท่าไหร่ ไหน เมื่อไร เมื่อไหร่ กี่ บ้าง ครับ ค่ะ คะ นะ นะคะ จ้า
    ที่ ซึ่ง อัน และ กับ ของ เป็น คือ ได้ ให้ ใน จะ ก็ แล้ว มี ว่า นี้ นั้น ด้วย ต้อง ทำ ควร จาก โดย แต่ ถ้า เมื่อ ไป มา
    the a an of to in is are for and or how what when where who why do does can i my
"""
# Words that are written in several ways; each is found by the others.
SAME_WORDS: Final = (
    ("โรงพยาบาล", "รพ", "โรงบาล"),
    ("มาตรา", "ม"),
    ("สปสช", "สำนักงานหลักประกันสุขภาพแห่งชาติ"),
    ("ประกันสังคม", "สปส", "sso"),
    ("บัตรทอง", "30บาท", "uc"),
    ("ใบส่งตัว", "หนังสือส่งต่อ", "ใบส่งต่อ", "refer"),
    ("พรบ", "พระราชบัญญัติ"),
    ("เช็ก", "เช็ค", "ตรวจสอบ"),
    ("สมมติ", "สมมุติ"),
)
_LEARNT_LETTERS = 500_000
_SAID = ("title", "text")

Entry = dict[str, object]  # of an index: ``location``, ``title``, ``text``, perhaps ``tags`` and ``keywords``


def searchable(entries: Sequence[Entry], words: WordList, keywords: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Return the search index of a site; see https://github.com/squidfunk/mkdocs-material for its form.

    Args:
        entries: Of the renderer's index: ``location``, ``title``, ``text`` and perhaps ``tags``.
        words: The word list; how often its words occur is learnt from the entries.
        keywords: What else a page is found by, by its ``location``. They stand in a field that no page shows.
    """
    texts = (text for entry in entries for name in _SAID if isinstance(text := entry.get(name), str))
    words = words.learnt(runs_of(texts, letters=_LEARNT_LETTERS))
    docs = [_entry(entry, words, keywords.get(str(entry.get("location")), ())) for entry in entries]
    met = sorted({word for doc in docs for name in (*_SAID, "keywords") for word in long_words(str(doc.get(name, "")))})
    compounds = {folded(word): [*map(folded, parts)] for word in met if (parts := words.parts(word))}
    ours = {
        "version": VERSION,
        "small": sorted(map(folded, SMALL_WORDS.split())),
        "same": [[*map(folded, group)] for group in SAME_WORDS],
        "compounds": compounds,
    }
    return {"config": {**CONFIG, "words": ours}, "docs": docs}


def _entry(entry: Entry, words: WordList, keywords: Sequence[str]) -> Entry:
    said: Entry = {
        name: cut_text(value, words) if name in _SAID and isinstance(value, str) else value
        for name, value in entry.items()
    }
    if keywords:
        said["keywords"] = " ".join(cut_text(keyword, words) for keyword in keywords)
    return said
