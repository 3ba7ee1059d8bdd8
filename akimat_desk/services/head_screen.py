"""The head's minute: to resolve, to sign, late by person, promises, control dates of the week."""

from datetime import date, timedelta
from typing import Literal

import msgspec

from akimat_desk.domain.deadlines import working_days_left
from akimat_desk.domain.rights import role_for
from akimat_desk.services import pen_papers
from akimat_desk.services.cases import Cases
from akimat_desk.services.control_list import ControlList
from akimat_desk.services.core import Core
from akimat_desk.services.drawn import draws
from akimat_desk.services.receptions import Receptions
from akimat_desk.services.resolutions import Resolutions
from akimat_desk.storage import head_lines
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens

PanelName = Literal["resolve", "sign", "overdue", "promises", "control"]


class HeadRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a panel. `case` is a case's id where the line is about one, `staff` a login
    where it is about a person; `count` says how many cases stand behind it."""

    number: str = ""
    who: str = ""
    about: str = ""
    on: date | None = None
    days_left: int | None = None
    count: int = 0
    case: str = ""
    act: str = ""
    staff: str = ""


class HeadPanel(msgspec.Struct, frozen=True, kw_only=True):
    """The most pressing lines; `count` is of all there are."""

    name: PanelName
    count: int
    rows: tuple[HeadRow, ...]


class HeadReading(msgspec.Struct, frozen=True, kw_only=True):
    """All that the screen and the page say; `week_until` is the Sunday of the day's week."""

    day: date
    week_until: date
    panels: tuple[HeadPanel, ...]

    def panel(self, name: PanelName) -> HeadPanel:
        return next(one for one in self.panels if one.name == name)


class HeadScreen:
    """For the head and the controller."""

    def __init__(
        self,
        core: Core,
        cases: Cases,
        resolutions: Resolutions,
        controls: ControlList,
        receptions: Receptions,
    ) -> None:
        self._core, self._cases = core, cases
        self._resolutions, self._controls = resolutions, controls
        self._receptions = receptions

    def reading(self, most: int = 6) -> HeadReading:
        """At most so many lines in each panel. Raises NotAllowed."""
        role_for(self._core.actor, "head")
        today = self._cases.today()
        until = today + timedelta(days=6 - today.weekday())
        promises = self.promises()
        with self._core.read() as (connection, lens):
            sign = _to_sign(connection, most)
            overdue = _overdue(connection, lens, today)
        return HeadReading(
            day=today,
            week_until=until,
            panels=(
                self._to_resolve(most),
                sign,
                _panel("overdue", overdue, most),
                _panel("promises", promises, most),
                _panel("control", self._controlled(until), most),
            ),
        )

    @draws("head-page")
    def paper(self, *, language: str = "ky", most: int = 8) -> bytes:
        """One page. Raises NotAllowed, FieldWrong (language), and what documents refuse."""
        return pen_papers.head_paper(self._core, self.reading(most), language)

    def promises(self) -> tuple[HeadRow, ...]:
        """What was promised at receptions and is not done yet, by the day that was promised."""
        today = self._cases.today()
        found = self._receptions.promises(states=("open", "broken"))
        with self._core.read() as (_, lens):
            calendar = lens.references.calendar
        return tuple(
            HeadRow(
                number=one.case_number or one.card_number,
                who=one.applicant,
                about=one.text or one.asked,
                on=one.due_on,
                days_left=(
                    None if one.due_on is None else working_days_left(today, one.due_on, calendar)
                ),
                case=one.case,
            )
            for one in found
            if one.ended_on is None
        )

    def _to_resolve(self, most: int) -> HeadPanel:
        rows = tuple(
            HeadRow(
                number=one.number,
                who=one.applicant,
                about=one.subject,
                on=one.due_on,
                days_left=one.days_left,
                case=one.id,
            )
            for one in self._resolutions.page().rows[:most]
        )
        return HeadPanel(name="resolve", count=self._resolutions.count(), rows=rows)

    def _controlled(self, until: date) -> tuple[HeadRow, ...]:
        """What other bodies await by the end of the week, the late ones among them."""
        return tuple(
            HeadRow(
                number=line.number,
                who=line.body,
                about=line.subject,
                on=line.due_on,
                days_left=line.days_left,
                case=line.case,
            )
            for line in self._controls.rows(is_open_only=True)
            if line.due_on is not None and line.due_on <= until
        )


def _panel(name: PanelName, rows: tuple[HeadRow, ...], most: int) -> HeadPanel:
    return HeadPanel(name=name, count=len(rows), rows=rows[:most])


def _to_sign(connection: Connection, most: int) -> HeadPanel:
    count, rows = head_lines.unsigned(connection, most)
    return HeadPanel(
        name="sign",
        count=count,
        rows=tuple(
            HeadRow(
                number=row.number,
                who=row.addressee,
                about=row.subject,
                on=date.fromisoformat(row.issued_on),
                act=row.act,
            )
            for row in rows
        ),
    )


def _overdue(connection: Connection, lens: Lens, today: date) -> tuple[HeadRow, ...]:
    """By person; an empty name is for cases that nobody has."""
    found = []
    for row in head_lines.overdue_by_person(connection, today):
        staff = lens.office.find_staff(row.responsible) if row.responsible else None
        earliest = date.fromisoformat(row.earliest)
        found.append(
            HeadRow(
                who="" if staff is None else staff.short_name,
                staff="" if staff is None else staff.login,
                on=earliest,
                days_left=working_days_left(today, earliest, lens.references.calendar),
                count=int(row.many),
            )
        )
    return tuple(found)
