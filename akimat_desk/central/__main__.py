"""The entry point `akimat-central`."""

import sys

from akimat_desk.central.cli import run


def main() -> None:
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
