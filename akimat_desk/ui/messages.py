"""Says why something was refused: the sentence of the code, its dates as people write them."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.moments import BISHKEK
from akimat_desk.text.catalogue import tr
from akimat_desk.text.refusals import refusal

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")


def sentence(error: DeskError) -> str:
    """What the clerk reads. A code without words of its own names itself, so support can help."""
    return refusal(error.code, {key: _shown(value) for key, value in error.facts().items()})


def problem_words(reason: str, limit: object = None) -> str:
    """Why one field is wrong; `reason` is the stable word of FieldWrong."""
    known = REASONS.get(reason)
    return known(limit) if known else tr("This value does not fit ({reason}).", reason=reason)


REASONS: Final[dict[str, Callable[[object], str]]] = {
    "missing": lambda _: tr("Fill this in."),
    "empty": lambda _: tr("Fill this in."),
    "too_long": lambda limit: tr("At most {limit} characters.", limit=limit),
    "too_short": lambda limit: tr("At least {limit} characters.", limit=limit),
    "not_14_digits": lambda _: tr("A PIN has 14 digits."),
    "in_future": lambda _: tr("This day has not come yet."),
    "in_the_future": lambda _: tr("This day has not come yet."),
    "damaged": lambda _: tr("The file is damaged. Scan the paper once more."),
    "locked": lambda _: tr("The file is locked with a password. Ask for an open copy."),
}


def _shown(value: object) -> object:
    """Facts carry ISO dates; people read 23.11.2026."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        moment = datetime.fromisoformat(value)
        local = moment if moment.tzinfo is None else moment.astimezone(BISHKEK)
        return f"{local:%d.%m.%Y %H:%M}"
    return value
