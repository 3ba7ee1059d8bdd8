"""The whole test suite, by pip alone: what a missing system tool keeps from running is told."""

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
    # A file stays on one core: its fixtures are made once.
    arguments = ["-q", "-n", "auto", "--dist", "loadfile", "-m", "not benchmark", *sys.argv[1:]]
    if "window" in lacking:
        # The plugin loads Qt when it starts, so it has to stay out altogether.
        arguments += ["-p", "no:pytest-qt", "-p", "without_qt", "--ignore=tests/ui"]
        arguments += ["--ignore=tests/journeys"]
    return int(pytest.main(arguments))


if __name__ == "__main__":
    sys.exit(main())
