"""Killed, starved, doubled and overfed: the public site stays whole, and the answer is a clear one."""
