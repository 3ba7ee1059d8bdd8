import sys

from akimat_desk.cli.program import run


def main() -> None:
    """The entry point `akimat-desk`."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
