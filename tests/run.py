"""The whole test suite, by pip alone: what a missing system tool keeps from running is told."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import groups


def main() -> int:
    """pytest's exit code; 1 where a group is missing although all are demanded."""
    lacking = groups.missing()
    for name, tool in lacking.items():
        print(f"skipped group {name}: missing {tool}; see tests/debian-packages.txt")
    if lacking and groups.IS_DEMANDED:
        print("AKIMAT_ALL_TESTS=1 demands every group")
        return 1
    # The programs the tests start are compiled once and not at every start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # A file stays on one core: its fixtures are made once. In the order of the rooms the long
    # journeys lie in the middle, and no core is left with one of them at the end.
    spread = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
    arguments = ["-q", *spread, "-m", "not benchmark", *sys.argv[1:]]
    if "window" in lacking:
        # The plugin loads Qt when it starts, so it has to stay out altogether.
        arguments += ["-p", "no:pytest-qt", "-p", "without_qt", "--ignore=tests/ui"]
        arguments += ["--ignore=tests/journeys"]
    return int(pytest.main(arguments))


if __name__ == "__main__":
    sys.exit(main())
