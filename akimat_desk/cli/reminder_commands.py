"""Reminders of the day on the screen of a terminal and as a list to print; departments."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.services.reminders import ReminderLine
from akimat_desk.text.catalogue import spoken, tr, tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    reminders = adder("reminders", reminders_command, "who must be told of which case on a day")
    reminders.add_argument("--day", type=day, default=None, metavar="DATE")
    reminders.add_argument("--for", dest="whose", default="", metavar="LOGIN")
    reminders.add_argument("--out", type=Path, default=None, metavar="FILE", help="a list to print")
    reminders.add_argument("--lang", default="", choices=("", "ky", "ru"))
    department = adder("department", department_command, "departments and who heads them")
    department.add_argument("name", nargs="?", default="", metavar="NAME")
    for one in ("head", "parent", "ru"):
        department.add_argument(f"--{one}", default="", metavar="T")


def reminders_command(told: argparse.Namespace, output: Output) -> None:
    """One line a case and person; the file has a page for each person."""
    language = told.lang or ("ru" if spoken().language == "ru" else "ky")
    logins = (told.whose,) if told.whose else ()
    with open_desk(told) as desk:
        reminders = desk.reminders
        lines = reminders.of(told.whose, told.day) if logins else reminders.everybody(told.day)
        if told.out is not None:
            paper = reminders.paper(told.day, logins=logins, language=language)
            write_paper(desk, told.out, paper)
    for line in lines:
        output.line(_facts(line), " · ".join(filter(None, _words(line))))


def department_command(told: argparse.Namespace, output: Output) -> None:
    """With a name: names it, or says it anew; always tells all of them."""
    with open_desk(told) as desk:
        if told.name:
            desk.departments.name(told.name, head=told.head, parent=told.parent, ru=told.ru)
        rows = desk.departments.rows()
    for row in rows:
        output.line(_facts(row), " · ".join(filter(None, (row.id, row.head, row.parent))))


def _facts(one: msgspec.Struct) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(one)
    return found


def _words(line: ReminderLine) -> tuple[str, ...]:
    due = "" if line.due_on is None else f"{line.due_on:%d.%m.%Y}"
    return line.to_name, line.number, line.applicant, due, left_words(line), trouble_words(line)


def left_words(line: ReminderLine) -> str:
    left = line.days_left
    if left is None:
        return ""
    if left < 0:
        return tr_many("{count} working day late", "{count} working days late", -left)
    if line.pressing == "overdue":
        return tr("the term has passed")
    if line.pressing == "today":
        return tr("due today")
    return tr_many("{count} working day left", "{count} working days left", left)


def trouble_words(line: ReminderLine) -> str:
    match line.trouble:
        case "no_executor":
            return tr("no executor")
        case "executor_left":
            return tr("the executor has left")
        case "not_accepted":
            return tr("not accepted")
        case _:
            return tr("instead of {name}", name=line.instead_of) if line.instead_of else ""
