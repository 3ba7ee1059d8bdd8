"""What the card and the lists say of a number that stands on several papers."""

from akimat_desk.services.card_readings import CardReading
from akimat_desk.services.number_clashes import Bearer
from akimat_desk.text.catalogue import tr
from akimat_desk.text.dates import short_date


def code_words(code: str) -> str:
    """The code as receipts print it."""
    return tr("code {code}", code=_spaced(code))


def _spaced(code: str) -> str:
    return f"{code[:3]} {code[3:]}".strip()


def clash_words(card: CardReading) -> str:
    """Empty where the number names this case alone."""
    own = next((one for one in card.same_number if one.id == card.id), None)
    if own is None:
        return ""
    if len({one.code for one in card.same_number}) == 1:
        return tr("This paper was entered more than once:")
    return tr(
        "The number stands on other papers too; the code of this one is {code}:",
        code=_spaced(own.code),
    )


def others(card: CardReading) -> tuple[Bearer, ...]:
    return tuple(one for one in card.same_number if one.id != card.id)


def other_words(one: Bearer) -> str:
    """The link to another case with the same number."""
    return tr(
        "{applicant}, code {code}, {day}",
        applicant=one.applicant or tr("anonymous"),
        code=_spaced(one.code),
        day=short_date(one.registered_on),
    )
