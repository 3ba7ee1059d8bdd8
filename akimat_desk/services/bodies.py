"""The directory of bodies: what is offered while somebody types, recorded, ended, learned."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import bodies as known_bodies
from akimat_desk.domain.applications import demand_filled, told_as
from akimat_desk.domain.bodies import Body, BodyUnknown
from akimat_desk.domain.body_events import BodyEnded, BodyRecorded
from akimat_desk.domain.catalogues import Row
from akimat_desk.domain.collation import folded
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.territories import OfficeId, OfficeIdWrong
from akimat_desk.domain.wishes import Wish
from akimat_desk.services.addresses import territories
from akimat_desk.services.core import Core
from akimat_desk.services.references import CATALOGUE
from akimat_desk.storage import body_lines
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens

MOST_LEARNED = 200
OFFERED_AT_ONCE = 20
"""How many typed names are offered beside the directory, and how many fit one list."""


class BodyTold(Wish, frozen=True, kw_only=True):
    """`body` is the id of one that is known, empty for a new one."""

    name_ky: str
    name_ru: str = ""
    body: str = ""
    address_ky: str = ""
    address_ru: str = ""
    phone: str = ""
    addressee_ky: str = ""
    addressee_ru: str = ""
    to_office: str = ""
    forms: Mapping[str, str] = {}


class Learned(msgspec.Struct, frozen=True, kw_only=True):
    """A body that was typed in cases and is in no directory."""

    name: str
    cases: int


class OfferedBody(Row, frozen=True, kw_only=True):
    """A body as the lists of forms offer one."""

    address: Bilingual = Bilingual(ky="")
    phone: str = ""
    to_office: str = ""


class Bodies:
    """Whoever registers may record one; whoever may read may look."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def all(self, *, with_ended: bool = False) -> tuple[Body, ...]:
        with self._core.read() as (_, lens):
            return self._directory(lens, with_ended=with_ended)

    def find(self, typed: str) -> tuple[Body, ...]:
        """Those whose words, Kyrgyz or Russian, begin with what is typed."""
        return known_bodies.fitting(self.all(), typed)[:OFFERED_AT_ONCE]

    def named(self, named: str) -> Body | None:
        """By id or by either name."""
        return known_bodies.find_body(self.all(), named)

    def learned(self, limit: int = MOST_LEARNED) -> tuple[Learned, ...]:
        """Typed in cases, the most used first; those of the directory are left out."""
        with self._core.read() as (connection, lens):
            return tuple(_learned(connection, self._directory(lens, with_ended=True), limit))

    def record(self, told: Mapping[str, Any]) -> str:
        """A new body, or other words for a known one; gives its id. Raises FieldWrong, NotAllowed.

        A new one with the name of a known one is that one.
        """
        wish = told_as(dict(told), BodyTold)
        demand_filled("name_ky", wish.name_ky)
        known_bodies.demand_forms(wish.forms)
        _demand_office(wish.to_office)
        with self._core.write("directory") as writing:
            before = self._directory(writing.lens, with_ended=True)
            event = _recorded(wish, before)
            writing.append_office(event)
        return event.body

    def end(self, named: str, ended_on: date | None = None, reason: str = "") -> Body:
        """It is offered no more after that day. Raises BodyUnknown, NotAllowed."""
        today = legal_day(self._core.clock.now())
        return self._dated(named, ended_on or today, reason)

    def offer_again(self, named: str) -> Body:
        """Raises BodyUnknown, NotAllowed."""
        return self._dated(named, None, "")

    def _dated(self, named: str, ended_on: date | None, reason: str) -> Body:
        with self._core.write("directory") as writing:
            before = self._directory(writing.lens, with_ended=True)
            found = known_bodies.find_body(before, named)
            if found is None:
                raise BodyUnknown(named)
            writing.append_office(
                BodyEnded(body=found.id, ended_on=ended_on, reason=reason.strip())
            )
        return msgspec.structs.replace(found, ended_on=ended_on)

    def _directory(self, lens: Lens, *, with_ended: bool) -> tuple[Body, ...]:
        return directory_of(self._core, lens, with_ended=with_ended)


def directory_of(core: Core, lens: Lens, *, with_ended: bool = False) -> tuple[Body, ...]:
    """The office's own over the adopted catalogue, as of today."""
    rows = core.shelf.adopted(lens.office, CATALOGUE, "bodies")[1].rows
    today = legal_day(core.clock.now())
    return known_bodies.directory(lens.office, rows, today, with_ended=with_ended)


def is_same_body(core: Core, lens: Lens, one: str, other: str) -> bool:
    """Two names of one body: alike however they are typed, or those of one entry."""
    if folded(one) == folded(other):
        return True
    known = directory_of(core, lens, with_ended=True)
    found = known_bodies.find_body(known, one)
    return found is not None and found == known_bodies.find_body(known, other)


def offered(core: Core, connection: Connection, lens: Lens) -> tuple[Row, ...]:
    """What the forms offer: the directory, and after it what was typed in cases before."""
    known = directory_of(core, lens, with_ended=True)
    standing = directory_of(core, lens)
    typed = _learned(connection, known, MOST_LEARNED)
    return (
        *(
            OfferedBody(
                id=one.id, name=one.name, status="confirmed", source="", address=one.address,
                phone=one.phone, to_office=one.to_office,
            )
            for one in standing
        ),
        *(
            OfferedBody(
                id=f"typed:{folded(one.name)}", name=Bilingual(ky=one.name), status="to_confirm",
                source="",
            )
            for one in typed
        ),
    )  # fmt: skip


def _learned(connection: Connection, known: Iterable[Body], limit: int) -> Iterable[Learned]:
    in_directory = {folded(name) for one in known for name in (one.name.ky, one.name["ru"])}
    for name, cases in body_lines.learned(connection, limit):
        if folded(name) not in in_directory:
            yield Learned(name=name, cases=cases)


def _recorded(wish: BodyTold, before: tuple[Body, ...]) -> BodyRecorded:
    named = known_bodies.find_body(before, wish.body or wish.name_ky)
    if wish.body and named is None:
        raise BodyUnknown(wish.body)
    own = f"own-{hashlib.sha256(folded(wish.name_ky).encode()).hexdigest()[:10]}"
    return BodyRecorded(
        body=own if named is None else named.id,
        name=Bilingual(ky=wish.name_ky.strip(), ru=wish.name_ru.strip()),
        forms={key: form.strip() for key, form in wish.forms.items() if form.strip()},
        address=Bilingual(ky=wish.address_ky.strip(), ru=wish.address_ru.strip()),
        phone=wish.phone.strip(),
        addressee=Bilingual(ky=wish.addressee_ky.strip(), ru=wish.addressee_ru.strip()),
        to_office=wish.to_office.strip(),
    )


def _demand_office(office: str) -> None:
    if not office.strip():
        return
    try:
        OfficeId.parse(office.strip(), territories())
    except OfficeIdWrong as wrong:
        raise FieldWrong("to_office", "unknown") from wrong
