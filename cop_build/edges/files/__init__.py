"""The only writer of ``docs/`` and of the public site: default deny, no half-written state, no link followed."""

from cop_build.edges.files.docs import write_docs
from cop_build.edges.files.handed import Handed, hand_out, needs_a_place_outside
from cop_build.edges.files.site import build_lock, recover, swap
from cop_build.edges.files.sources import rewrite, write_new

__all__ = [
    "Handed",
    "build_lock",
    "hand_out",
    "needs_a_place_outside",
    "recover",
    "rewrite",
    "swap",
    "write_docs",
    "write_new",
]
