"""What is looked at by command counts like a card in the window, and what is written is a print."""

import argparse
import ast
from pathlib import Path

import pytest
from cli.program_runs import a_day_before, as_lines, called
from services.working_desks import a_complaint, new_desk

from akimat_desk.cli import program

CLI = Path(program.__file__).parent
NUMBER = "К1-00001/26"
SHOWN = {
    "show": ["show", NUMBER],
    "history": ["history", NUMBER],
    "explain": ["explain", NUMBER],
    "visits": ["visits", "list", NUMBER],
    "clock": ["clock", "what-if", NUMBER, "--extend", "5"],
}
"""Commands that tell what stands in one case."""

OTHERWISE = {
    "act": "a paper", "asks": "letters to bodies", "attach": "an entry of the journal",
    "do": "an entry of the journal",
    "erase": "an entry of the journal", "incoming": "an entry of the journal",
    "inspections": "counted as an inspection", "number-clashes": "numbers and codes alone",
    "pad": "numbers of blanks", "receipt": "a paper", "stamp": "a paper",
    "requests": "papers that are asked for",
}  # fmt: skip
"""Commands with a number that leave their line otherwise, or tell nothing of a person."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("office") / "desk"
    new_desk(found, training=True, password="", clock=a_day_before()).close()
    assert called(found, "register", "-", "--json", given=as_lines(a_complaint(1))).code == 0
    return found


def seen(folder: Path, what: str) -> list[tuple[str, int]]:
    told = called(folder, "access", "list", "--case", NUMBER, "--what", what, "--json")
    return sorted((row["detail"], row["times"]) for row in told.lines)


def times(folder: Path, what: str, detail: str = "") -> int:
    return dict(seen(folder, what)).get(detail, 0)


@pytest.mark.parametrize("name", SHOWN)
def test_a_command_that_shows_a_case_is_an_opening(folder: Path, name: str) -> None:
    before = times(folder, "opened")
    assert called(folder, *SHOWN[name], "--json").code == 0
    assert times(folder, "opened") == before + 1


def test_a_command_that_writes_a_paper_prints_it_each_time(folder: Path, tmp_path: Path) -> None:
    for count in (1, 2):
        for command, detail in (("receipt", "receipt"), ("explain", "explanation")):
            told = called(folder, command, NUMBER, "--out", str(tmp_path / "x.pdf"), "--json")
            assert told.code == 0
            assert times(folder, "printed", detail) == count
    nowhere = called(folder, "receipt", NUMBER, "--out", "/proc/x/y.pdf", "--json")
    assert nowhere.one["error"] == "output_unwritable"
    assert times(folder, "printed", "receipt") == 2


def test_every_command_that_takes_a_number_is_in_one_of_the_tables() -> None:
    taking = {
        name
        for name, parser in commands().items()
        if any("NUMBER" in str(one.metavar) for one in parser._actions if not one.option_strings)
    }
    assert taking == set(SHOWN) | set(OTHERWISE)


def commands() -> dict[str, argparse.ArgumentParser]:
    for one in program._parser()._actions:
        if isinstance(one, argparse._SubParsersAction):
            return dict(one.choices)
    raise AssertionError("no commands")


def test_no_command_writes_a_paper_past_the_log() -> None:
    """Only samples of forms, with invented people, and the invented office of the demo."""
    past = {
        path.name
        for path in CLI.glob("*.py")
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(one, ast.Call)
        and getattr(one.func, "id", getattr(one.func, "attr", "")) in ("write_file", "write_bytes")
    }
    assert past == {"output.py", "act_commands.py", "demo_papers.py"}
