"""``python -m cop_build.cli`` is ``cop``."""

from cop_build.cli import main

main()
