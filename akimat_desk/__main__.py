import multiprocessing
import sys

from akimat_desk.cli.program import run


def main() -> None:
    """The entry point `akimat-desk`: a command, or without one the window."""
    multiprocessing.freeze_support()
    sys.exit(run(sys.argv[1:], open_window=_open_window))


def _open_window(folder: str, login: str) -> int:
    # Qt takes its time to load; a command never needs it.
    from akimat_desk.app import start  # noqa: PLC0415

    return start(folder, login)


if __name__ == "__main__":
    main()
