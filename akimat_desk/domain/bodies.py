"""The directory of bodies: the office's own record over the shipped catalogue, found by name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain.body_asks import asks, open_asks
from akimat_desk.domain.body_events import ENDED, RECORDED, BodyEnded, BodyRecorded
from akimat_desk.domain.case_events import CaseForwarded, DocumentsRequested
from akimat_desk.domain.cases import OUTCOME, Case
from akimat_desk.domain.catalogues import Row
from akimat_desk.domain.collation import folded, sort_key
from akimat_desk.domain.errors import FieldWrong, RuleBroken
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.domain.slots import held_event

LANGUAGES = ("ky", "ru")
CASES = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental")


@dataclass(eq=False)
class BodyUnknown(RuleBroken):
    """Neither the office's directory nor the catalogue has it."""

    body: str


class Body(Reading, frozen=True, kw_only=True):
    """A body as it is offered. `is_own` is False for a row of the catalogue nobody changed."""

    id: str
    name: Bilingual
    forms: Mapping[str, str] = {}
    address: Bilingual = Bilingual(ky="")
    phone: str = ""
    addressee: Bilingual = Bilingual(ky="")
    to_office: str = ""
    is_own: bool = False
    ended_on: date | None = None

    @property
    def is_in_programme(self) -> bool:
        return bool(self.to_office)

    def contacts(self, language: str) -> str:
        """Address and telephone, as a notice to an applicant gives them."""
        return ", ".join(part for part in (self.address[language], self.phone) if part)

    def is_called(self, key: str) -> bool:
        return key in (folded(self.name.ky), folded(self.name["ru"]))


def directory(
    office: Office, rows: Iterable[Row], day: date, *, with_ended: bool = False
) -> tuple[Body, ...]:
    """All bodies known on a day, by their Kyrgyz names; the catalogue's and the office's own."""
    known = {row.id: Body(id=row.id, name=row.name) for row in rows}
    for told in office.all(RECORDED):
        if isinstance(told, BodyRecorded):
            known[told.body] = _recorded(told)
    found = (_dated(office, one) for one in known.values())
    kept = (one for one in found if with_ended or one.ended_on is None or day <= one.ended_on)
    return tuple(sorted(kept, key=lambda one: (sort_key(one.name.ky), one.id)))


def find_body(known: Iterable[Body], named: str) -> Body | None:
    """By id, or by either name however it was typed."""
    key = folded(named)
    if not key:
        return None
    bodies = tuple(known)
    by_id = next((one for one in bodies if one.id == named.strip()), None)
    return by_id or next((one for one in bodies if one.is_called(key)), None)


def fitting(known: Iterable[Body], typed: str) -> tuple[Body, ...]:
    """Those whose words, in either language, begin with every typed word."""
    keys = folded(typed).split()
    return tuple(one for one in known if all(_has_word(one, key) for key in keys))


def demand_forms(forms: Mapping[str, str]) -> None:
    """Raises FieldWrong for a form that is no case of no language."""
    for named in forms:
        case, _, language = named.partition("|")
        if case not in CASES or language not in LANGUAGES:
            raise FieldWrong(f"forms.{named}", "unknown")


def _has_word(one: Body, key: str) -> bool:
    words = folded(f"{one.name.ky} {one.name.ru}").split()
    return any(word.startswith(key) for word in words)


def _recorded(told: BodyRecorded) -> Body:
    return Body(
        id=told.body,
        name=told.name,
        forms=told.forms,
        address=told.address,
        phone=told.phone,
        addressee=told.addressee,
        to_office=told.to_office,
        is_own=True,
    )


def _dated(office: Office, one: Body) -> Body:
    ended: Any = held_event(office.slots, f"{ENDED}:{one.id}")
    if not isinstance(ended, BodyEnded) or ended.ended_on is None:
        return one
    return msgspec.structs.replace(one, ended_on=ended.ended_on)


def named_in(case: Case) -> dict[str, tuple[str, date | None]]:
    """The bodies a case names, by their folded names: as first spelt, and by when the answer of
    each is awaited."""
    found: dict[str, tuple[str, date | None]] = {}
    for name in _names(case):
        key = folded(name)
        if key:
            found.setdefault(key, (name.strip(), None))
    for ask in open_asks(case):
        key = folded(ask.body)
        name, until = found.get(key, (ask.body, None))
        found[key] = (name, min(until or ask.expected_on, ask.expected_on))
    return found


def _names(case: Case) -> Iterator[str]:
    through = case.registered.came_through
    if through is not None:
        yield through.body
    for entry in case.slot(OUTCOME):
        if isinstance(entry.event, CaseForwarded):
            yield entry.event.body
    for _, asked in case.each(DocumentsRequested):
        yield asked.body
    for one in asks(case):
        yield one.body
