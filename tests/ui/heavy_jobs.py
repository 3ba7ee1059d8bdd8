"""Jobs for the worker process, which must be able to import them by name."""

import threading
from collections.abc import Callable

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
