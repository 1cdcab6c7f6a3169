from __future__ import annotations

import socket

from cop_build.edges.serve import serve
from tests.cases_kit import Codes, refusal
from tests.community_box import Box


def _served(box: Box, port: int) -> Codes:
    """Listen at a port, and stop at the first look."""
    return refusal(
        lambda: serve(box.root, port=port, rebuild=lambda: None, watch=(), every_seconds=0, stopped=lambda: True)
    )


def raises(box: Box) -> Codes:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return _served(box, taken.getsockname()[1])


def silent(box: Box) -> Codes:
    return _served(box, 0)
