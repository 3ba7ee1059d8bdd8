import argparse
import os
import sys
from pathlib import Path

from akimat_desk import paths


def main() -> None:
    """The entry point `akimat-desk`: a command, or without one the window."""
    if getattr(sys, "frozen", False):
        # A built program is its own worker process; nothing else needs this module so early.
        import multiprocessing  # noqa: PLC0415

        multiprocessing.freeze_support()
    named = _window_alone(sys.argv[1:])
    if named is not None:
        sys.exit(_open_window(str(named.data), named.login))
    # The commands load all services: half a second that nobody waits for who opens the window.
    from akimat_desk.cli.program import run  # noqa: PLC0415

    sys.exit(run(sys.argv[1:], open_window=_open_window))


def _window_alone(arguments: list[str]) -> argparse.Namespace | None:
    """The folder and the login where nothing but the window is asked for, None otherwise."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--data", type=Path, default=paths.workspace_folder())
    parser.add_argument("--login", default=os.environ.get("AKIMAT_DESK_LOGIN", ""))
    try:
        told, others = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return None
    return None if others else told


def _open_window(folder: str, login: str) -> int:
    # Qt takes its time to load; a command never needs it.
    from akimat_desk.app import start  # noqa: PLC0415

    return start(folder, login)


if __name__ == "__main__":
    main()
