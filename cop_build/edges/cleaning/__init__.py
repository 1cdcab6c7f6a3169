"""Takes out of attachments what can be taken out: metadata, notes, comments. What people must decide about stays."""

from cop_build.edges.cleaning.kinds import clean
from cop_build.edges.cleaning.outcome import Cleaned

__all__ = ["Cleaned", "clean"]
