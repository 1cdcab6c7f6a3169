"""An address as a QR code, for whoever reads it from a wall."""

from __future__ import annotations

from typing import Literal

import segno
from markupsafe import Markup

_QUIET = 4  # modules of white around it. Source: ISO/IEC 18004 §9.1
_MASK = 3  # any of the eight may be chosen; to rate all of them, as the standard advises, takes five times as long


def qr_code(address: str, error: Literal["m", "q"]) -> Markup:
    """Return the code as SVG, black on white in any scheme.

    Args:
        error: How much of it may be spoilt: "m", a seventh; "q", a quarter.
    """
    code = segno.make(address, error=error, micro=False, boost_error=False, mask=_MASK)
    drawn = code.svg_inline(border=_QUIET, omitsize=True, svgclass=None, lineclass=None, dark="#000", light="#fff")
    return Markup(drawn)  # noqa: S704 - made of numbers: the address stands in it as squares alone
