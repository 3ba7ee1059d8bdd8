"""The office's own record: names, letterhead, staff, posts, who answers for what, settings."""

import base64
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import office_events as events
from akimat_desk.domain import office_settings
from akimat_desk.domain.act_settings import EMBLEM
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services import staff
from akimat_desk.services.absences import Absences, AbsenceTold
from akimat_desk.services.core import Core
from akimat_desk.services.office_book import OfficeBook
from akimat_desk.services.rule_moves import adopt_event
from akimat_desk.services.staff import StaffTold
from akimat_desk.storage import journal
from akimat_desk.storage.workspace import Workspace
from akimat_desk.trust.wraps import Cost

SETTINGS = ("week", "status_address", "scan_folder", *office_settings.KEYS)


class OfficeDesk:
    """Changes to the office are entries like any other: dated, named, never overwritten."""

    def __init__(self, core: Core, workspace: Workspace) -> None:
        self._core = core
        self._workspace = workspace
        self.book = OfficeBook(core, workspace)

    @property
    def now(self) -> Office:
        with self._core.read() as (_, lens):
            return lens.office

    @property
    def me(self) -> Staff | None:
        """Whoever is signed in."""
        return self._core.actor

    @property
    def today(self) -> date:
        """The legal day by this desk's clock."""
        return self._today()

    @property
    def id(self) -> str:
        return self._core.identity.office

    @property
    def station(self) -> str:
        return self._core.identity.station

    @property
    def point(self) -> str:
        """The registration point of this workstation."""
        with self._core.database.read() as connection:
            return journal.own_origin(connection).point

    @property
    def is_training(self) -> bool:
        return self._core.identity.is_training

    def add_staff(self, told: StaffTold) -> Staff:
        """Records somebody, or the record of somebody known by that login anew."""
        recorded = staff.record(self._core, told, self._today())
        self._refresh_actor(recorded)
        return recorded

    def end_staff(self, login: str, order: str = "") -> None:
        staff.end(self._core, login, self._today(), order)

    def enable_account(self, login: str, password: str, cost: Cost = Cost()) -> None:
        """The account may open this workstation from now on; its password never travels."""
        staff.enable_account(self._core, self._workspace, login, password, cost)

    def set_names(
        self,
        name: Bilingual,
        short: Bilingual,
        from_on: date | None = None,
        *,
        cases: Mapping[str, Bilingual] | None = None,
        ground: str = "",
    ) -> None:
        """From a day on; `cases` are bent forms ("genitive") where grammar is not sure of them."""
        on = from_on or self._today()
        with self._core.write("office") as writing:
            event = _named_anew(writing.office, on, name, short, cases or {})
            writing.append_office(msgspec.structs.replace(event, ground=ground))

    def set_letterhead(
        self,
        *,
        address: Bilingual,
        phone: str = "",
        hours: Bilingual | None = None,
        email: str = "",
        from_on: date | None = None,
        is_whole: bool = False,
    ) -> None:
        """What is left empty stays as it was on that day, unless this is the whole of it."""
        on = from_on or self._today()
        with self._core.write("office") as writing:
            known: events.LetterheadSet | None = writing.office.dated("letterhead", on)
            nothing = events.LetterheadSet(from_on=on, address=address)
            before = nothing if known is None or is_whole else known
            writing.append_office(
                events.LetterheadSet(
                    from_on=on,
                    address=address,
                    phone=phone or before.phone,
                    hours=hours if hours is not None and hours.ky else before.hours,
                    email=email or before.email,
                )
            )

    def set_setting(self, key: str, value: Any) -> None:
        """Raises FieldWrong for a setting the program does not know."""
        if key not in SETTINGS:
            raise FieldWrong(key, "unknown")
        office_settings.demand_readable(key, value)
        with self._core.write("office") as writing:
            writing.append_office(
                events.SettingSet(key=key, value=msgspec.json.encode(value).decode())
            )

    def set_emblem(self, data: bytes) -> None:
        """The picture of the letterhead, from a file the office supplies; empty takes it away.

        Raises FieldWrong (unreadable).
        """
        picture = _picture(data)
        value = msgspec.json.encode(picture).decode()
        with self._core.write("office") as writing:
            writing.append_office(events.SettingSet(key=EMBLEM, value=value))

    def hold_post(
        self,
        post: str,
        login: str,
        *,
        from_on: date | None = None,
        until_on: date | None = None,
        acting: bool = False,
        order: str = "",
    ) -> None:
        """Who signs as head (or holds another post) from a day on. Papers take the words of the
        staff record; of an acting holder, those of who held the post before."""
        with self._core.write("office") as writing:
            writing.append_office(
                events.PostHeld(
                    post=post,
                    staff=staff.known(writing.office, login).id,
                    from_on=from_on or self._today(),
                    until_on=until_on,
                    acting=acting,
                    order=order,
                )
            )

    def set_responsible(
        self,
        login: str,
        *,
        topic: str = "",
        service: str = "",
        order: str = "",
        order_on: date | None = None,
        from_on: date | None = None,
    ) -> None:
        """A row of the table of responsibility; without topic and service it is for the rest."""
        with self._core.write("responsibility") as writing:
            catalogues = self._core.shelf.catalogues(writing.office)
            if topic:
                catalogues.topics.row(topic)
            if service:
                catalogues.services.row(service)
            writing.append_office(
                events.ResponsibilitySet(
                    staff=staff.known(writing.office, login).id,
                    from_on=from_on or self._today(),
                    topic=topic,
                    service=service,
                    order=order,
                    order_on=order_on,
                )
            )

    def substitute(
        self, absent: str, substitute: str, *, from_on: date, until_on: date, ground: str
    ) -> None:
        """New work and escalation go to the substitute from the first day to the last."""
        told = AbsenceTold(
            absent=absent, substitute=substitute, from_on=from_on, until_on=until_on, ground=ground
        )
        Absences(self._core).record(told)

    def enter_rule_length(
        self, rule: str, length: int, legal: Bilingual, confirmed_by: str
    ) -> None:
        """Where no number is established, the office enters it once, with its article."""
        if length < 1 or not legal.ky.strip():
            raise FieldWrong("length" if length < 1 else "legal", "empty")
        entered = events.RuleLengthEntered(
            rule=rule,
            length=length,
            from_on=self._today(),
            legal=legal,
            confirmed_by=confirmed_by,
        )
        adopt_event(self._core, entered)

    def _today(self) -> date:
        return legal_day(self._core.clock.now())

    def _refresh_actor(self, recorded: Staff) -> None:
        if self._core.actor is not None and self._core.actor.id == recorded.id:
            self._core.actor = recorded


def _named_anew(
    office: Office, on: date, name: Bilingual, short: Bilingual, cases: Mapping[str, Bilingual]
) -> events.OfficeNamed:
    """Of the same kind as before: a new name is no other office, and services go by the kind."""
    before = office.dated("name", on)
    return events.OfficeNamed(
        from_on=on,
        name=name,
        short=short,
        kind=before.kind if isinstance(before, events.OfficeNamed) else "",
        cases_ky={case: words.ky for case, words in cases.items() if words.ky},
        cases_ru={case: words.ru for case, words in cases.items() if words.ru},
    )


def _picture(data: bytes) -> str:
    # Pillow and reportlab take a while to load, so only who sets a picture pays for it.
    from akimat_desk.documents.emblem import EmblemUnreadable, fitted  # noqa: PLC0415

    try:
        return base64.b64encode(fitted(data)).decode() if data else ""
    except EmblemUnreadable:
        raise FieldWrong(EMBLEM, "unreadable") from None
