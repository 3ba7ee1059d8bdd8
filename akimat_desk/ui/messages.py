"""Says why something was refused: the one place where facts become a sentence."""

from collections.abc import Callable, Mapping
from typing import Final

from akimat_desk.domain.errors import Conflict, DeskError, IntegrityBroken, Unavailable
from akimat_desk.text.catalogue import tr

Facts = Mapping[str, object]


def sentence(error: DeskError) -> str:
    """What the clerk reads. A code without words of its own names itself, so support can help."""
    known = SENTENCES.get(error.code)
    return known(error.facts()) if known else _general(error)


def problem_words(reason: str, limit: object = None) -> str:
    """Why one field is wrong; `reason` is the stable word of FieldWrong."""
    known = REASONS.get(reason)
    return known(limit) if known else tr("This value does not fit ({reason}).", reason=reason)


def _general(error: DeskError) -> str:
    code = error.code
    match error:
        case Conflict():
            return tr("Someone else was quicker. Look at their entry. ({code})", code=code)
        case Unavailable():
            return tr("Not possible at the moment; nothing is lost. Try later. ({code})", code=code)
        case IntegrityBroken():
            return tr("The stored data are damaged. Call the administrator. ({code})", code=code)
        case _:
            return tr("The rules do not allow this. ({code})", code=code)


def _field_wrong(facts: Facts) -> str:
    reason = problem_words(str(facts["reason"]), facts.get("limit"))
    return tr("Check the field {field}. {reason}", field=facts["field"], reason=reason)


# Rooms add their codes here, each with the facts it carries (domain/errors.py).
SENTENCES: Final[dict[str, Callable[[Facts], str]]] = {
    "field_wrong": _field_wrong,
    "unknown_keys": lambda facts: tr("Unknown fields: {keys}.", keys=_listed(facts["keys"])),
    "unknown_row": lambda facts: tr(
        "The catalogue {catalogue} has no entry {id}.", catalogue=facts["catalogue"], id=facts["id"]
    ),
}

REASONS: Final[dict[str, Callable[[object], str]]] = {
    "missing": lambda _: tr("Fill this in."),
    "empty": lambda _: tr("Fill this in."),
    "too_long": lambda limit: tr("At most {limit} characters.", limit=limit),
    "too_short": lambda limit: tr("At least {limit} characters.", limit=limit),
    "not_14_digits": lambda _: tr("A PIN has 14 digits."),
    "in_future": lambda _: tr("This day has not come yet."),
}


def _listed(keys: object) -> str:
    return ", ".join(keys) if isinstance(keys, list | tuple) else str(keys)
