"""Asks a forge about pull requests and their reviews, and tells people there what waits. Source: manual/trust.md §2."""

from cop_build.edges.forge.client import HERE, Client
from cop_build.edges.forge.github import GitHub

__all__ = ["HERE", "Client", "GitHub"]
