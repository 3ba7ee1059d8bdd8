"""What the demonstration is told: offices, applicants and cases, as resources/demo holds them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec

from akimat_desk.domain.readings import Bilingual
from akimat_desk.paths import RESOURCES
from akimat_desk.services.staff import StaffTold

FOLDER: Final[Path] = RESOURCES / "demo"
_GAP: Final = re.compile(r"\{(?P<word>[a-z]+)(?::(?P<of>[^}]*))?\}")


class _Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One object of a file."""


class DeskTold(_Told, frozen=True, kw_only=True):
    """A workstation; `accounts` may sign in there besides the one who set it up."""

    key: str
    point: str
    admin: str
    registrar: str
    accounts: tuple[str, ...] = ()


class AnswersTold(_Told, frozen=True, kw_only=True):
    """Rows of the table of responsibility; without topics and services it is the rest."""

    login: str
    topics: tuple[str, ...] = ()
    services: tuple[str, ...] = ()

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Topic and service of each row; one of the two is empty, or both for the rest."""
        named = [(topic, "") for topic in self.topics]
        named += [("", service) for service in self.services]
        return named or [("", "")]


class LengthTold(_Told, frozen=True, kw_only=True):
    """A length the law's text was not found for: invented here, and its ground says so."""

    rule: str
    length: int
    legal: Bilingual


class DepartmentTold(_Told, frozen=True, kw_only=True):
    """`head` is a login; `name` is what stands in the records of its people."""

    name: str
    ru: str
    head: str


class SubstitutionTold(_Told, frozen=True, kw_only=True):
    absent: str
    substitute: str
    from_: str = msgspec.field(name="from")
    until: str
    ground: str
    acts: bool = False


class OfficeTold(_Told, frozen=True, kw_only=True):
    """`name` is given for an office outside the list of territories; that one is `invented`."""

    key: str
    id: str
    kind: str = ""
    name: Bilingual | None = None
    invented: bool = False
    head: str
    order: str
    order_on: str
    address: Bilingual
    phone: str
    hours: Bilingual
    email: str
    desks: tuple[DeskTold, ...]
    staff: tuple[StaffTold, ...]
    departments: tuple[DepartmentTold, ...] = ()
    answers: tuple[AnswersTold, ...]
    lengths: tuple[LengthTold, ...] = ()
    substitutions: tuple[SubstitutionTold, ...] = ()


class Offices(_Told, frozen=True, kw_only=True):
    note: str
    password: str
    offices: tuple[OfficeTold, ...]


class Applicants(_Told, frozen=True, kw_only=True):
    note: str
    people: dict[str, dict[str, Any]]
    organisations: dict[str, dict[str, Any]]


class Step(msgspec.Struct, frozen=True, array_like=True):
    """At a time somebody does an action; `desk` where it is not the one that registered."""

    when: str
    by: str
    action: str
    wish: dict[str, Any] = {}
    desk: str = ""


class CaseTold(_Told, frozen=True, kw_only=True):
    """A matter: `who` or `firm` applies, `by_hand` acts for them; `then` is what happens.

    `papers` "all" prints the receipt in every form and language. `blank` is the place on the
    blackout pad that was `written` on by hand before it was entered.
    """

    key: str
    on: str
    told: dict[str, Any]
    who: str = ""
    firm: str = ""
    by_hand: str = ""
    by_ground: str = ""
    received: str = ""
    blank: int = 0
    written: str = ""
    papers: str = ""
    without_centre: bool = False
    then: tuple[Step, ...] = ()


CASES: Final = {
    "nookat-1": "cases_point1.json",
    "nookat-2": "cases_point2.json",
    "ulgu-1": "cases_aiyl.json",
}


def offices() -> Offices:
    return msgspec.json.decode((FOLDER / "offices.json").read_bytes(), type=Offices)


def applicants() -> Applicants:
    return msgspec.json.decode((FOLDER / "applicants.json").read_bytes(), type=Applicants)


def cases(desk: str) -> tuple[CaseTold, ...]:
    """The matters that come in at one desk."""
    return msgspec.json.decode((FOLDER / CASES[desk]).read_bytes(), type=tuple[CaseTold, ...])


def filled(value: Any, word: Callable[[str, str], str]) -> Any:
    """The same with each gap such as {day:-3} or {number:water-street} filled, however deep."""
    match value:
        case str():
            return _GAP.sub(lambda gap: word(gap["word"], gap["of"] or ""), value)
        case dict():
            return {key: filled(item, word) for key, item in value.items()}
        case list():
            return [filled(item, word) for item in value]
        case _:
            return value
