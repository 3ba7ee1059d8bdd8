"""The working calendar: days off, worked days and the week; what a change moves, who is told."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.domain.calendar_events import LOCAL, OFF, PUBLISHED, USUAL, WORKED
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import local_time
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.calendar_readings import (
    CalendarRow,
    Change,
    DayTold,
    Moved,
    Proposal,
    WeekTold,
)
from akimat_desk.services.cases import plain
from akimat_desk.services.desk import Desk
from akimat_desk.services.references import CALENDAR_ID
from akimat_desk.text.catalogue import spoken, tr, tr_many
from akimat_desk.text.rule_words import offer_words

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder

_CHANGES: Final = ("add", "local", "worked", "remove", "week")


def add(adder: "Adder") -> None:
    shown = adder("calendar", calendar, "days off of a year, and changes to them")
    shown.add_argument("what", choices=("show", *_CHANGES, "changes", "notices", "adopt"))
    shown.add_argument(
        "when", nargs="*", metavar="YEAR|DATE|DAYS|CHANGE", help="dates; for week: 12345 or 123456"
    )
    shown.add_argument("--name-ky", default="", metavar="T")
    shown.add_argument("--name-ru", default="", metavar="T")
    shown.add_argument(
        "--kind", default="extra", choices=("holiday", "break", "ait", "extra", "local")
    )
    shown.add_argument("--source", default="", metavar="T", help="the act that says so")
    shown.add_argument("--confirmed", action="store_true", help="the act itself was seen")
    shown.add_argument("--from", dest="from_on", type=day, default=None, metavar="DATE")
    shown.add_argument(
        "--preview", action="store_true", help="show what would move, change nothing"
    )
    shown.add_argument("--out", type=Path, default=None, metavar="FILE", help="notices to print")
    shown.add_argument("--given", action="store_true", help="record that they were given")


def calendar(told: argparse.Namespace, output: Output) -> None:
    if told.what in _CHANGES:
        _change(told, output)
    else:
        _DOES[told.what](told, output)


def _show(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        year = _year(told.when[0]) if told.when else desk.cases.today().year
        found = desk.calendars.year(year)
        offered = desk.calendars.releases.offered()
    rows = [_row(row) for row in found.rows]
    columns = {"day": tr("date"), f"name_{_language()}": tr("called"), "status": tr("status")}
    output.table(rows, columns)
    for offer in offered:
        name = offer.name[spoken().language]
        output.note(f"{offer_words(name, offer.release, offer.published_on)} ({offer.id})")


def _adopt(told: argparse.Namespace, output: Output) -> None:
    """What the centre offers, by its id; the open cases it moves, one a line."""
    named = told.when[0] if told.when else CALENDAR_ID
    with open_desk(told) as desk:
        releases = desk.calendars.releases
        moved = releases.preview(named) if told.preview else releases.adopt(named).moved
    _write_moved(moved, output)
    output.note(tr_many("{count} open case moves.", "{count} open cases move.", len(moved)))


def _row(row: CalendarRow) -> dict[str, Any]:
    """As the published rows have it, and what the office itself said."""
    return {
        "day": row.day.isoformat(),
        "kind": row.kind,
        "name": plain(row.name),
        "status": "confirmed" if row.is_confirmed else "to_confirm",
        "source": row.source,
        "name_ky": row.name.ky,
        "name_ru": row.name.ru,
        "is_own": row.is_own,
        "is_local": row.is_local,
        "is_disputed": row.is_disputed,
        "said_by": row.said_by,
    }


def _change(told: argparse.Namespace, output: Output) -> None:
    """The open cases it moves, one a line; without --preview it is adopted."""
    with open_desk(told) as desk:
        proposal = _proposal(told, desk)
        if told.preview:
            moved, change = desk.calendars.preview(proposal), ""
        else:
            adopted = desk.calendars.adopt(proposal)
            moved, change = adopted.moved, adopted.change
    _write_moved(moved, output)
    output.note(tr_many("{count} open case moves.", "{count} open cases move.", len(moved)))
    if change and moved:
        output.note(tr("Notices: calendar notices {change} --out FILE", change=change))


def _write_moved(moved: tuple[Moved, ...], output: Output) -> None:
    heads = {"number": tr("number"), "before": tr("was due"), "after": tr("is due")}
    output.table([plain(one) for one in moved], heads)


def _proposal(told: argparse.Namespace, desk: Desk) -> Proposal:
    if told.what == "week":
        return Proposal(weeks=(_week(told, desk),))
    days = [_day(one) for one in told.when]
    if not days:
        raise FieldWrong("date", "missing")
    if told.what == "remove":
        return Proposal(days=tuple(_removed(desk, one) for one in days))
    name = Bilingual(ky=told.name_ky or told.name_ru, ru=told.name_ru or told.name_ky)
    if not name.ky:
        raise FieldWrong("name-ky", "empty")
    return Proposal(
        days=tuple(
            DayTold(
                day=one,
                what=WORKED if told.what == "worked" else OFF,
                kind=LOCAL if told.what == "local" else told.kind,
                name=name,
                is_confirmed=told.confirmed,
                source=told.source,
            )
            for one in days
        )
    )


def _removed(desk: Desk, when: date) -> DayTold:
    """What the office said is taken back; a published day off is struck out."""
    rows = desk.calendars.year(when.year).rows
    is_own = any(row.is_own for row in rows if row.day == when)
    return DayTold(day=when, what=PUBLISHED if is_own else USUAL)


def _week(told: argparse.Namespace, desk: Desk) -> WeekTold:
    text = told.when[0] if told.when else ""
    if not (text.isascii() and text.isdigit()):
        raise FieldWrong("week", "not_a_number")
    week = tuple(int(letter) for letter in text)
    return WeekTold(from_on=told.from_on or desk.cases.today(), week=week)


def _changes(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        found = desk.calendars.changes()
    heads = {"id": tr("change"), "at": tr("time"), "by": tr("author"), "days": tr("days")}
    if output.is_json:
        output.table([plain(one) | {"at": _at(one)} for one in found], heads)
        return
    output.table(
        [
            {"id": one.id, "at": _at(one), "by": one.by, "days": ", ".join(_told_days(one))}
            for one in found
        ],
        heads,
    )


def _told_days(change: Change) -> list[str]:
    days = [one.day.isoformat() for one in change.days]
    return days + [one.from_on.isoformat() for one in change.weeks]


def _at(change: Change) -> str:
    return f"{local_time(change.at).isoformat()}+06:00"


def _notices(told: argparse.Namespace, output: Output) -> None:
    """The cases a change moved; with --out their notices in one file, with --given recorded."""
    with open_desk(told) as desk:
        change = _chosen(told, desk.calendars.changes)
        moved = desk.calendars.moved_by(change)
        cases = [one.case for one in moved if one.can_be_told]
        notices = desk.calendars.notices
        paper = notices.paper(change, cases) if told.out is not None else b""
        if told.out is not None:
            write_paper(desk, told.out, paper)
        count = notices.given(change, cases) if told.given else 0
        moved = desk.calendars.moved_by(change)
    _write_moved(moved, output)
    if told.given:
        output.note(tr_many("{count} notice is recorded.", "{count} notices are recorded.", count))


def _chosen(told: argparse.Namespace, changes: Callable[[], tuple[Change, ...]]) -> str:
    """The change that was named, else the newest."""
    if told.when:
        return str(told.when[0])
    newest = next(iter(changes()), None)
    if newest is None:
        raise FieldWrong("change", "missing")
    return newest.id


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise FieldWrong("year", "not_a_number")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise FieldWrong("date", "not_a_date") from wrong


def _language() -> str:
    """The words of a row in the language that is spoken; the Kyrgyz ones are the original."""
    return "ru" if spoken().language == "ru" else "ky"


_DOES: Final = {"show": _show, "changes": _changes, "notices": _notices, "adopt": _adopt}
