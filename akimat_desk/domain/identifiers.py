"""Personal number, tax number and phone: one hard rule, otherwise warnings with stable codes."""

import re
from datetime import date
from typing import Literal

from akimat_desk.domain.readings import Reading

Sex = Literal["female", "male"]

_FOURTEEN_DIGITS = re.compile(r"\d{14}", re.ASCII)
_PHONE_SIGNS = re.compile(r"\+?[\d\s().-]+", re.ASCII)
_PHONE = re.compile(r"(?:(?:00)?996)?0?([1-9]\d{8})", re.ASCII)
_COUNTRY = "+996"
_SEXES: dict[str, Sex] = {"1": "female", "2": "male"}
_BODY = "0"

# ZE, O and BE: on paper they are taken for 3, 0 and 6.
_READ_AS_DIGITS = frozenset(
    "\N{CYRILLIC CAPITAL LETTER ZE}\N{CYRILLIC CAPITAL LETTER O}\N{CYRILLIC CAPITAL LETTER BE}"
)


class Finding(Reading, frozen=True, kw_only=True):
    """Something to look at again; only a hard one stops what was typed from being saved."""

    code: str
    is_hard: bool = False


def is_pin(text: str) -> bool:
    return _FOURTEEN_DIGITS.fullmatch(text) is not None


def pin_normal(text: str) -> str:
    """Without the spaces and hyphens people group the digits by."""
    return re.sub(r"[\s-]", "", text)


def pin_findings(
    pin: str, born_on: date | None = None, sex: Sex | None = None
) -> tuple[Finding, ...]:
    """Fourteen digits are demanded; the rest warns, for no published rule tells the layout.

    Layout seen: 1 (woman), 2 (man) or 0 (legal entity), then the date DDMMYYYY, then 5 digits.
    No check digit is documented, so none is checked.
    """
    if not is_pin(pin):
        return (Finding(code="pin_not_14_digits", is_hard=True),)
    if pin[0] != _BODY and pin[0] not in _SEXES:
        return (Finding(code="pin_first_digit_unusual"),)
    dated_on = _pin_date(pin)
    if dated_on is None:
        return (Finding(code="pin_impossible_date"), *_sex_findings(pin, sex))
    return (*_birth_findings(pin, dated_on, born_on), *_sex_findings(pin, sex))


def inn_findings(inn: str) -> tuple[Finding, ...]:
    """A warning only: the layout for legal entities is not established."""
    return () if is_pin(inn) else (Finding(code="inn_not_14_digits"),)


def phone_normal(text: str) -> str:
    """+996 and nine digits; what does not fit is kept as it was typed, see phone_findings."""
    return _phone(text) or text


def phone_findings(text: str) -> tuple[Finding, ...]:
    return () if _phone(text) else (Finding(code="phone_unusual"),)


def letter_findings(letter: str) -> tuple[Finding, ...]:
    """A journal's letter stands before a number, so it must not be taken for a digit."""
    is_doubtful = any(character in _READ_AS_DIGITS for character in letter.upper())
    return (Finding(code="letter_reads_as_digit"),) if is_doubtful else ()


def pin_date(pin: str) -> date | None:
    """The date of birth that a PIN seems to hold; None where it holds none."""
    return _pin_date(pin) if is_pin(pin) else None


def _pin_date(pin: str) -> date | None:
    try:
        return date(int(pin[5:9]), int(pin[3:5]), int(pin[1:3]))
    except ValueError:
        return None


def _birth_findings(pin: str, dated_on: date, born_on: date | None) -> tuple[Finding, ...]:
    is_compared = born_on is not None and pin[0] in _SEXES
    is_other = is_compared and dated_on != born_on
    return (Finding(code="pin_birth_date_differs"),) if is_other else ()


def _sex_findings(pin: str, sex: Sex | None) -> tuple[Finding, ...]:
    told = _SEXES.get(pin[0])
    is_other = sex is not None and told is not None and told != sex
    return (Finding(code="pin_sex_differs"),) if is_other else ()


def _phone(text: str) -> str | None:
    if not _PHONE_SIGNS.fullmatch(text.strip()):
        return None
    fitting = _PHONE.fullmatch(re.sub(r"\D", "", text))
    return _COUNTRY + fitting[1] if fitting else None
