"""The words of a list of reminders: by when, how long is left, what is asked of the reader."""

from datetime import date
from typing import Protocol

from akimat_desk.documents.letters import Letter
from akimat_desk.text.dates import short_date


class Reminded(Protocol):
    """What is read of a row."""

    @property
    def pressing(self) -> str: ...
    @property
    def trouble(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def due_kind(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def days_left(self) -> int | None: ...
    @property
    def body(self) -> str: ...
    @property
    def instead_of(self) -> str: ...


def due_words(row: Reminded, letter: Letter) -> str:
    """The date, and whose date it is."""
    if row.due_on is None:
        return letter.t("without a date")
    day = short_date(row.due_on)
    if row.due_kind == "control" and row.body:
        return letter.t("{day}, control: {body}", day=day, body=row.body)
    words = {
        "control": letter.t("{day}, control", day=day),
        "internal": letter.t("{day}, by the resolution", day=day),
        "body": letter.t("{day}, answer of: {body}", day=day, body=row.body),
        "visit": letter.t("{day}, the commission's visit", day=day),
    }
    return words.get(row.due_kind, letter.t("{day}, by law", day=day))


def left_words(row: Reminded, letter: Letter) -> str:
    left = row.days_left
    if left is None:
        return ""
    if row.pressing == "today":
        return letter.t("due today")
    if left < 0:
        return letter.many("{count} working day late", "{count} working days late", -left)
    if row.pressing == "overdue":
        return letter.t("the term has passed")
    return letter.many("{count} working day left", "{count} working days left", left)


def asked(row: Reminded, letter: Letter) -> str:
    """One sentence; who stands in for somebody is told for whom."""
    words = _asked(row, letter)
    if row.instead_of:
        return letter.t("{what} You stand in for: {name}.", what=words, name=row.instead_of)
    return words


def _asked(row: Reminded, letter: Letter) -> str:
    is_executor = row.step == "executor"
    match row.trouble:
        case "no_executor":
            return letter.t("Name an executor.")
        case "executor_left":
            return letter.t("The executor has left: name another one.")
        case "not_accepted" if is_executor:
            return letter.t("Accept the case or give it back with a reason.")
        case "not_accepted":
            return letter.t("The case is not accepted: see to it.")
        case _:
            return _of_the_term(row, letter, is_executor=is_executor)


def _of_the_term(row: Reminded, letter: Letter, *, is_executor: bool) -> str:
    if not is_executor:
        return letter.t("Find out why it is late and decide.")
    if row.due_kind == "control":
        return letter.t("Answer and report to the controlling body.")
    if row.due_kind == "body":
        return letter.t("Send the body a reminder.")
    return letter.t("Prepare the answer.")
