"""When officials receive, who signed up for a day, and who of them came."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec
import uuid_utils

from akimat_desk.domain import sign_ups
from akimat_desk.domain.applications import demand_filled, told_as
from akimat_desk.domain.errors import DateOutOfPlace, FieldWrong
from akimat_desk.domain.identifiers import phone_normal
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.reception_events import (
    ReceptionScheduled,
    SignedUp,
    SignUpCorrected,
    SignUpWithdrawn,
)
from akimat_desk.domain.receptions import FORMS, day_group
from akimat_desk.domain.sign_ups import KIND, ScheduleUnknown, SignUp, SignUpTaken, sign_up_of
from akimat_desk.services import records
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.reception_offers import ReceptionOffers, reception_offers
from akimat_desk.services.reception_readings import CardReading, login_of, name_of
from akimat_desk.services.reception_steps import staff_of
from akimat_desk.services.receptions import Receptions
from akimat_desk.storage import bulk, record_lines
from akimat_desk.storage.database import Connection
from akimat_desk.storage.record_lines import Narrowed


class ScheduleTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row. `weekday` counts from 0, Monday; either it or `on` is told. `official` is a login.

    `schedule` is the id of a row to change; `from_on` is today where it is None.
    """

    official: str
    opens: str
    closes: str
    place_ky: str
    place_ru: str = ""
    form: str = "personal"
    weekday: int | None = None
    on: date | None = None
    from_on: date | None = None
    until_on: date | None = None
    ground: str = ""
    schedule: str = ""


class ScheduleRow(msgspec.Struct, frozen=True, kw_only=True):
    """When an official receives: every week on `weekday`, or on the one day `on`."""

    schedule: str
    official: str
    official_name: str
    official_post: Bilingual
    form: str
    opens: str
    closes: str
    place: Bilingual
    from_on: date
    weekday: int | None
    on: date | None
    until_on: date | None
    ground: str = ""


class SignUpTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`official` is a login; `time` is HH:MM or empty."""

    official: str
    on: date
    name: str
    time: str = ""
    phone: str = ""
    about: str = ""
    form: str = "personal"


class SignUpRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a day's list. `standing` is "waiting", "came", "did_not_come" or "withdrawn"."""

    id: str
    official: str
    on: date
    time: str
    name: str
    phone: str
    about: str
    form: str
    standing: str
    card: str = ""
    card_number: str = ""
    withdrawn_for: str = ""


class ReceptionDay(msgspec.Struct, frozen=True, kw_only=True):
    """One official's day: when and where, who signed up, and the cards. `hours` is empty where
    the schedule knows nothing of that day."""

    official: str
    official_name: str
    official_post: Bilingual
    on: date
    hours: tuple[ScheduleRow, ...]
    sign_ups: tuple[SignUpRow, ...]
    cards: tuple[CardReading, ...]

    @property
    def place(self) -> Bilingual:
        """Of the schedule, else as the first card says."""
        told = (*(one.place for one in self.hours), *(one.place for one in self.cards))
        places = [place for place in told if place.ky]
        return places[0] if places else Bilingual(ky="")


class ReceptionDays:
    """Schedule and sign-ups. Raises FieldWrong, StaffUnknown, NotAllowed and what is named."""

    def __init__(self, core: Core, receptions: Receptions) -> None:
        self._core, self._receptions = core, receptions

    def schedule(self, told: Mapping[str, Any]) -> str:
        """Writes a row as ScheduleTold has it, or changes one; gives back its id.

        Raises ScheduleUnknown.
        """
        row: ScheduleTold = told_as(dict(told), ScheduleTold)
        today = self._receptions.today()
        with self._core.write("reception-schedule") as writing:
            office = writing.office
            if row.schedule:
                self._known(office, row.schedule)
            scheduled = ReceptionScheduled(
                schedule=row.schedule or str(uuid_utils.uuid7()),
                official=staff_of(office, row.official, today).id,
                form=row.form,
                opens=row.opens,
                closes=row.closes,
                place=Bilingual(ky=row.place_ky.strip(), ru=row.place_ru.strip()),
                from_on=row.from_on or row.on or today,
                weekday=row.weekday,
                on=row.on,
                until_on=row.until_on,
                ground=row.ground.strip(),
            )
            sign_ups.demand_schedule(scheduled)
            writing.append_office(scheduled)
        return scheduled.schedule

    def end_schedule(self, schedule: str, until_on: date, ground: str = "") -> None:
        """The last day it holds. Raises ScheduleUnknown."""
        with self._core.write("reception-schedule") as writing:
            known = self._known(writing.office, schedule)
            ended = msgspec.structs.replace(
                known, until_on=until_on, ground=ground.strip() or known.ground
            )
            writing.append_office(ended)

    def schedules(self, day: date | None = None) -> tuple[ScheduleRow, ...]:
        """What holds or is to come on that day (today), in the order of the week."""
        with self._core.read() as (_, lens):
            rows = sign_ups.schedules(lens.office, day or self._receptions.today())
            return tuple(_schedule_row(lens.office, one) for one in rows)

    def receiving(self, day: date) -> tuple[ScheduleRow, ...]:
        """Who receives on that day; a day off is no day of reception."""
        with self._core.read() as (_, lens):
            is_working = lens.references.calendar.is_working(day)
            return tuple(
                _schedule_row(lens.office, one)
                for one in sign_ups.schedules(lens.office, day)
                if sign_ups.receives_on(one, day) and (is_working or one.on == day)
            )

    def offers(self, on: date) -> ReceptionOffers:
        """What the window offers to choose from on that day."""
        return reception_offers(self._core, on, self._receptions.today(), self.receiving(on))

    def sign_up(self, told: Mapping[str, Any]) -> str:
        """The id of the new line. Raises SignUpTaken for a time somebody has."""
        one: SignUpTold = told_as(dict(told), SignUpTold)
        if one.form not in FORMS:
            raise FieldWrong("form", "unknown")
        _demand_line(one.name, one.time)
        today = self._receptions.today()
        if one.on < today:
            raise DateOutOfPlace("on", earliest=today)
        with self._core.write("reception") as writing:
            official = staff_of(writing.office, one.official, one.on)
            group = day_group(official.id, one.on)
            _demand_free(writing.connection, group, one.time, "")
            signed = SignedUp(
                official=official.id,
                on=one.on,
                name=one.name,
                time=one.time,
                phone=phone_normal(one.phone),
                about=one.about,
                form=one.form,
            )
            return records.open_record(writing, signed)

    def correct_sign_up(self, sign_up: str, told: Mapping[str, Any]) -> None:
        """`told` holds what changes of name, time, phone, about. Raises SignUpTaken,
        RecordNotFound."""
        with self._core.write("reception") as writing:
            known = self._line(writing, sign_up)
            line = {"name": known.name, "time": known.time, "phone": known.phone}
            changed: SignUpCorrected = told_as(
                {**line, "about": known.about, **told}, SignUpCorrected
            )
            _demand_line(changed.name, changed.time)
            group = day_group(known.official, known.on)
            _demand_free(writing.connection, group, changed.time, sign_up)
            phone = phone_normal(changed.phone)
            records.append(writing, sign_up, msgspec.structs.replace(changed, phone=phone))

    def withdraw_sign_up(self, sign_up: str, reason: str) -> None:
        """Raises RecordNotFound."""
        demand_filled("reason", reason)
        with self._core.write("reception") as writing:
            self._line(writing, sign_up)
            today = self._receptions.today()
            event = SignUpWithdrawn(withdrawn_on=today, reason=reason.strip())
            records.append(writing, sign_up, event)

    def day(self, official: str, on: date) -> ReceptionDay:
        """Everything about one official's day, for the screen and for papers."""
        with self._core.read() as (connection, lens):
            staff = lens.office.find_login(official) or staff_of(lens.office, official, on)
            hours = tuple(one for one in self.receiving(on) if one.official == official)
            cards = self._receptions.day(official, on)
            rows = _sign_ups(connection, day_group(staff.id, on))
            lines = tuple(
                _row(lens.office, sign_up, one, cards, self._receptions.today())
                for sign_up, one in rows
            )
        return ReceptionDay(
            official=staff.login,
            official_name=staff.short_name,
            official_post=staff.post,
            on=on,
            hours=hours,
            sign_ups=lines,
            cards=cards,
        )

    def _known(self, office: Office, schedule: str) -> ReceptionScheduled:
        found = next((one for one in office.all("reception") if one.schedule == schedule), None)
        if not isinstance(found, ReceptionScheduled):
            raise ScheduleUnknown(schedule)
        return found

    def _line(self, writing: Writing, sign_up: str) -> SignUp:
        return sign_up_of(records.load(writing.connection, KIND, sign_up))


def _schedule_row(office: Office, one: ReceptionScheduled) -> ScheduleRow:
    staff = office.find_staff(one.official)
    return ScheduleRow(
        schedule=one.schedule,
        official=login_of(office, one.official),
        official_name=name_of(office, one.official),
        official_post=Bilingual(ky="") if staff is None else staff.post,
        form=one.form,
        opens=one.opens,
        closes=one.closes,
        place=one.place,
        from_on=one.from_on,
        weekday=one.weekday,
        on=one.on,
        until_on=one.until_on,
        ground=one.ground,
    )


def _sign_ups(connection: Connection, group: str) -> Iterator[tuple[str, SignUp]]:
    """In the order of their times, those without one last."""
    rows = record_lines.every(connection, KIND, Narrowed(group=group))
    for stream, folded in bulk.folds(connection, [row.stream for row in rows]):
        yield str(uuid.UUID(bytes=stream)), sign_up_of(folded.state)


def _row(
    office: Office, sign_up: str, one: SignUp, cards: tuple[CardReading, ...], today: date
) -> SignUpRow:
    card = next((c for c in cards if c.sign_up == sign_up and c.stage != "annulled"), None)
    return SignUpRow(
        id=sign_up,
        official=login_of(office, one.official),
        on=one.on,
        time=one.time,
        name=one.name,
        phone=one.phone,
        about=one.about,
        form=one.form,
        standing=sign_ups.standing(one, today, has_card=card is not None),
        card="" if card is None else card.id,
        card_number="" if card is None else card.number,
        withdrawn_for=one.withdrawn_for,
    )


def _demand_line(name: str, time: str) -> None:
    demand_filled("name", name)
    if time:
        sign_ups.demand_time("time", time)


def _demand_free(connection: Connection, group: str, time: str, but: str) -> None:
    for sign_up, one in _sign_ups(connection, group):
        if time and one.time == time and sign_up != but and not one.is_withdrawn:
            raise SignUpTaken(time)
