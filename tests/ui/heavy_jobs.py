"""Jobs for the worker process, which must be able to import them by name."""

import threading
from collections.abc import Callable
from pathlib import Path

from akimat_desk.documents.tables import Column, Heading, table
from akimat_desk.domain.errors import UnknownRow


def count_to(last: int, report: Callable[[object], None]) -> int:
    for number in range(last):
        report(number)
    return last


def refuse_row(_: Callable[[object], None]) -> None:
    raise UnknownRow(catalogue="topics", id="x")


def break_down(_: Callable[[object], None]) -> None:
    raise ZeroDivisionError


def wait_for_ever(report: Callable[[object], None]) -> None:
    report("started")
    threading.Event().wait()


def print_journal(path: str, rows: list[list[str]], report: Callable[[object], None]) -> int:
    """A journal on paper, as it is printed for an office."""
    columns = [Column(title, share) for title, share in (("№", 2), ("Арыз берүүчү", 3),
               ("Мазмуну", 6), ("Күнү", 1.5), ("Абалы", 2))]  # fmt: skip
    paper = table(Heading("Журнал", "Акимдик"), columns, rows, language="ky", told=report)
    Path(path).write_bytes(paper)
    return len(rows)
