from __future__ import annotations

from tests.cases_kit import Codes, with_file
from tests.community_box import Box
from tests.edges.insides.photos import exif, picture


def raises(box: Box) -> Codes:
    return with_file(box, "plan.jpg", picture("JPEG", exif=exif({0x013B: "ช่างภาพ"})))


def silent(box: Box) -> Codes:
    return with_file(box, "plan.jpg", picture("JPEG"))
