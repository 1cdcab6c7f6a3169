"""Which cleaner a file needs, by its extension."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cop_build.core.findings import Code, Unable
from cop_build.core.model import Text
from cop_build.edges.cleaning.mp4 import clean_mp4
from cop_build.edges.cleaning.office import clean_office
from cop_build.edges.cleaning.opendocument import clean_opendocument
from cop_build.edges.cleaning.outcome import Cleaned
from cop_build.edges.cleaning.pdf import clean_pdf
from cop_build.edges.cleaning.pictures import clean_picture
from cop_build.edges.cleaning.webm import clean_webm

_CLEANERS: Mapping[str, Callable[[bytes, str], Cleaned]] = {
    **dict.fromkeys(("pptx", "docx", "xlsx"), clean_office),
    **dict.fromkeys(("odt", "odp"), clean_opendocument),
    **dict.fromkeys(("jpg", "jpeg", "png", "webp"), clean_picture),
    "pdf": lambda data, _: clean_pdf(data),
    "mp4": lambda data, _: clean_mp4(data),
    "webm": lambda data, _: clean_webm(data),
    **dict.fromkeys(("vtt", "ics", "csv"), lambda data, _: Cleaned(data)),  # text shows all that it holds
}


def clean(data: bytes, extension: str) -> Cleaned:
    """Return a file without what can be taken out of it; the same bytes if there was nothing.

    Args:
        extension: Lower case, without the dot.

    Raises:
        Unable: The file is damaged, too large inside, or of another type than its name says.
    """
    cleaner = _CLEANERS.get(extension)
    if cleaner is None:
        th, en = f"ชนิด {extension} เผยแพร่ไม่ได้", f"files of type {extension} may not be published"
        raise Unable(Code("COP132"), Text(th=th, en=en))
    return cleaner(data, extension)
