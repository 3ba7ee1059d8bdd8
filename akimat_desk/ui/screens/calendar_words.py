"""What the calendar says in the window's language: kinds of days, one day in full, a change."""

from collections.abc import Iterator
from datetime import date

from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.moments import local_time
from akimat_desk.services.calendar_readings import CalendarRow, DayTold, Proposal, WeekTold
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.text.dates import weekday
from akimat_desk.ui.screens.card_words import joined, named, shown_day

WEEKEND, WORKING = "weekend", "working"


def kind_words(kind: str) -> str:
    return {
        "holiday": tr("public holiday"),
        "break": tr("holiday break"),
        "ait": tr("religious holiday"),
        "extra": tr("extra day off"),
        "local": tr("day off of this office alone"),
        "worked": tr("worked day of the weekend"),
        "working_holiday": tr("holiday that is worked"),
        "shorter": tr("shorter working day"),
        "usual": tr("struck out by the office: worked"),
        WEEKEND: tr("weekend"),
        WORKING: tr("working day"),
    }[kind]


def day_kind(calendar: Calendar, row: CalendarRow | None, day: date) -> str:
    """What a day is called: that of its row, else what the week and the law say."""
    if row is not None:
        return row.kind
    reason = calendar.why_off(day)
    return WORKING if reason is None else reason.code


def day_words(calendar: Calendar, row: CalendarRow | None, day: date) -> str:
    """The chosen day as it is read out."""
    reason = calendar.why_off(day)
    name = "" if reason is None or reason.name is None else named(reason.name)
    if row is not None:
        name = named(row.name)
    kind = kind_words(day_kind(calendar, row, day))
    head = tr(
        # Translators: a day of the calendar: 10.06.2026, Wednesday: religious holiday
        "{date}, {weekday}: {kind}",
        date=shown_day(day),
        weekday=weekday(day, spoken().language),
        kind=kind,
    )
    return joined(head, name, "" if calendar.is_sure(day) else tr("to confirm"))


def said_words(row: CalendarRow) -> str:
    """Who said it, where it was this office, and what the published calendar has instead."""
    if row.is_disputed:
        return tr("Two workstations say different things: enter the day once more.")
    parts = []
    if row.is_own:
        on = shown_day(local_time(row.said_at).date())
        parts.append(tr("said by this office: {who}, {day}", who=row.said_by, day=on))
        if row.published is not None and row.kind != "usual":
            parts.append(tr("published: {name}", name=named(row.published)))
    return joined(*parts)


def sure_words(row: CalendarRow) -> str:
    if row.is_disputed:
        return tr("two versions")
    return tr("confirmed") if row.is_confirmed else tr("to confirm")


def proposal_words(proposal: Proposal) -> str:
    """One line a change, as the preview is headed."""
    lines = (*map(_day_line, proposal.days), *map(_week_line, proposal.weeks))
    return "\n".join(lines)


def _day_line(told: DayTold) -> str:
    kind = {"off": told.kind, "worked": "worked", "usual": "usual"}.get(told.what)
    words = tr("as the published calendar has it") if kind is None else kind_words(kind)
    head = tr(
        "{date}, {weekday}: {kind}",
        date=shown_day(told.day),
        weekday=weekday(told.day, spoken().language),
        kind=words,
    )
    return joined(head, named(told.name))


def _week_line(told: WeekTold) -> str:
    return tr(
        "from {date} on the office works: {days}",
        date=shown_day(told.from_on),
        days=week_words(told.week),
    )


def week_words(week: tuple[int, ...]) -> str:
    """The days of the week by name."""
    return ", ".join(weekday_names()[day - 1] for day in week)


def weekday_names() -> tuple[str, ...]:
    """Monday first."""
    monday = date(2026, 6, 1)
    days = (monday.replace(day=number) for number in range(1, 8))
    return tuple(weekday(day, spoken().language) for day in days)


def legend() -> Iterator[tuple[str, str]]:
    """The kinds the year shows apart, with their words."""
    for kind in ("holiday", "ait", "extra", "local", "worked", "working_holiday"):
        yield kind, kind_words(kind)
