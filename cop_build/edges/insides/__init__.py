"""Looks inside attachments in a process of its own, which a hostile file may break without harm; decides nothing."""

from cop_build.edges.insides.process import Failure, Insides

__all__ = ["Failure", "Insides"]
