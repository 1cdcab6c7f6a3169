"""What composes: pure functions from verdicts to the files of ``docs/``."""
