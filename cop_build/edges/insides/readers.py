"""Which reader reads which file, and what an unexpected failure of one means."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cop_build.core.insides import Inside, Trait
from cop_build.edges.insides import office, opendocument, pdf, pictures, texts, videos
from cop_build.edges.insides.gathering import Gathering, Refused

Reader = Callable[[bytes, str, Gathering], None]

READERS: Mapping[str, Reader] = {
    **dict.fromkeys(("pptx", "docx", "xlsx"), office.look),
    **dict.fromkeys(("odt", "odp"), opendocument.look),
    "pdf": pdf.look,
    **dict.fromkeys(("png", "jpg", "jpeg", "webp"), pictures.look),
    **dict.fromkeys(("mp4", "webm"), videos.look),
    **dict.fromkeys(("vtt", "ics", "csv"), texts.look),
}


def inside_of(data: bytes, extension: str) -> Inside:
    """Return what stands inside a file. What was found before a failure is kept, and the failure is a trait.

    Raises:
        MemoryError: It takes more memory than there is.
    """
    gathering = Gathering()
    reader = READERS.get(extension)
    if reader is None:
        gathering.find(Trait.MISMATCH)
        return gathering.inside()
    try:
        reader(data, extension, gathering)
    except Refused as refused:
        gathering.find(refused.trait, refused.where)
    except MemoryError:
        raise
    except RecursionError:
        gathering.find(Trait.TOO_LARGE)
    except Exception:  # hostile bytes raise anything in libraries, and each failure has the same meaning
        gathering.find(Trait.UNREADABLE)
    return gathering.inside()
