"""The environment in which git is called."""

from __future__ import annotations

import os

os.environ["GIT_PYTHON_REFRESH"] = (
    "quiet"  # without git GitPython would fail where it is imported, not where it is asked
)


def forget_the_environment() -> None:
    """Keep what the shell says of other repositories from speaking of this one; and never look at replaced objects."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        if name not in ("GIT_SSL_CAINFO", "GIT_EXEC_PATH", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"):
            del os.environ[name]
    os.environ["GIT_NO_REPLACE_OBJECTS"] = "1"
    os.environ["GIT_TERMINAL_PROMPT"] = "0"
    os.environ["GIT_OPTIONAL_LOCKS"] = "0"
    os.environ["LC_ALL"] = "C.UTF-8"
