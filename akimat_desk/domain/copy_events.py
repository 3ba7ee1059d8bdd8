"""The facts of answers that are owed to others than the applicant."""

from datetime import date
from typing import Any

from akimat_desk.domain.facts import Event


class AnswerAlsoAwaited(Event, frozen=True, kw_only=True):
    """These bodies and persons are to be answered too, beside those named at registration."""

    whom: tuple[str, ...]


class AnswerAlsoSent(Event, frozen=True, kw_only=True):
    """The answer went to one of them; `act` is the letter where this program made it."""

    to: str
    sent_on: date
    number: str = ""
    act: str = ""


class AnswerSpared(Event, frozen=True, kw_only=True):
    """One of them need not be answered after all, on this ground."""

    to: str
    spared_on: date
    ground: str


COPY_EVENTS: tuple[type[Any], ...] = (AnswerAlsoAwaited, AnswerAlsoSent, AnswerSpared)
