"""Use cases of a few lines each: gather, decide, act."""
