"""Why something on a card of reception or a list of sign-ups was refused, in words."""

from collections.abc import Callable, Mapping
from typing import Final

from akimat_desk.text.catalogue import tr

SENTENCES: Final[Mapping[str, Callable[..., str]]] = {
    "card_over": lambda number: tr(
        "The reception card {number} is closed or annulled.", number=number
    ),
    "question_unknown": lambda question: tr(
        "The card has no question {question}.", question=question
    ),
    "question_open": lambda question: tr(
        "Question {question} has no outcome yet.", question=question
    ),
    "question_has_case": lambda number: tr(
        "An instruction has become the case {number}: change it there.", number=number
    ),
    "sign_up_taken": lambda time: tr("Somebody has signed up for {time} already.", time=time),
    "schedule_unknown": lambda schedule: tr(
        "The schedule has no row {schedule}.", schedule=schedule
    ),
}
