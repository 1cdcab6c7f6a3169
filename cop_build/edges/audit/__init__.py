"""Reads what was rendered and traces every byte of it back to the plan or to the theme."""

from cop_build.edges.audit.trace import audit

__all__ = ["audit"]
