"""Starts one build after another, each a process and a group of its own, out of one that has imported everything.

Run as ``python -m tests.robust.nursery ERRORS ARGUMENT…``. For each folder that it reads from its standard input it
prints the number of the process that runs ``cop ARGUMENT…`` there, and then, when it has ended, its exit status.
"""

from __future__ import annotations

import os
import sys

import cop_build.app.publishing
import cop_build.cli


def main(errors: str, *arguments: str) -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _build(line.strip(), errors, arguments)
        os.setpgid(child, child)
        _say(child)
        _say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _build(where: str, errors: str, arguments: tuple[str, ...]) -> None:
    status = 70
    try:
        os.setpgid(0, 0)
        said = os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        for stream, target in ((0, os.open(os.devnull, os.O_RDONLY)), (1, said), (2, said)):
            os.dup2(target, stream)
        os.chdir(where)
        sys.argv = ["cop", *arguments]
        cop_build.cli.main()
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        sys.stdout.flush()
        os._exit(status)


if __name__ == "__main__":
    main(*sys.argv[1:])
