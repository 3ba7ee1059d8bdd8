"""Days off adopted by an office: what they move, what follows, and what is told of it."""

import shutil
import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from services.working_desks import HandClock, a_complaint, a_desk, again, new_desk

from akimat_desk.domain.case_events import NoticeGiven
from akimat_desk.domain.errors import FieldWrong, NotAllowed, WorkCancelled
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.calendar_moves import Watch
from akimat_desk.services.calendar_readings import DayTold, Proposal, WeekTold
from akimat_desk.services.desk import Desk

MONDAY = date(2026, 11, 23)
ONE_DAY = timedelta(days=1)
DAY_MS = 86_400_000
AIT = Bilingual(ky="Курман айт", ru="Курман айт")
HOLIDAY = date(2026, 12, 2)


def a_day_told(day: date = HOLIDAY, **changes: Any) -> DayTold:
    return DayTold(**{"day": day, "kind": "ait", "name": AIT} | changes)


def one_day(day: date = HOLIDAY, **changes: Any) -> Proposal:
    return Proposal(days=(a_day_told(day, **changes),))


def an_office_at_work(folder: Path, cases: int = 40) -> Desk:
    """Cases registered on several days; some pause, some are extended, some have ended."""
    clock = HandClock()
    desk = new_desk(folder, clock=clock)
    desk.office.enter_rule_length("appeal-extension", 30, Bilingual(ky="№ 67 Мыйзам"), "Т. Б.")
    for place in range(cases):
        if place % 4 == 0:
            clock.turn(DAY_MS)
        clock.turn(60_000)
        language = "ru" if place % 3 == 0 else "ky"
        changes: dict[str, Any] = {"language": language, "channel": "post"}
        if place % 11 == 10:
            changes["applicant"] = {"anonymous": True}
        made = desk.registration.register(a_complaint(place, **changes))
        _happens(desk, made.case, place)
    return desk


def _happens(desk: Desk, case: str, place: int) -> None:
    day = desk.cases.today()
    match place % 7:
        case 1:
            desk.cases.do(case, "pause", {"category": "court", "ground": "Сот", "from_on": day})
        case 2:
            desk.cases.do(case, "pause", {"category": "court", "ground": "Сот", "from_on": day})
            desk.cases.do(case, "resume", {"on": day + 3 * ONE_DAY})
        case 3:
            desk.cases.do(case, "extend", {"days": 5, "ground": "буйрук"})
        case 4:
            desk.cases.do(case, "withdraw", {"ground": "арыз"})
        case _:
            pass


def dates_of(desk: Desk) -> dict[str, date | None]:
    """The statutory date of every open case, reckoned one by one."""
    with desk.core.read() as (connection, _):
        rows = connection.exec_driver_sql(
            "SELECT stream FROM case_line WHERE is_open=1 ORDER BY stream"
        ).all()
    found = {}
    for (stream,) in rows:
        opened = desk.cases.open(str(uuid.UUID(bytes=stream)))
        duty = next(iter(opened.dates.of_kind("statutory")), None)
        found[opened.id] = None if duty is None else duty.due_on
    return found


def entries(desk: Desk) -> int:
    with desk.core.read() as (connection, _):
        return int(connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one())


def lists(desk: Desk) -> list[tuple[Any, ...]]:
    with desk.core.read() as (connection, _):
        asked = "SELECT stream, statutory_on, next_on, next_kind FROM case_line ORDER BY stream"
        return [tuple(row) for row in connection.exec_driver_sql(asked)]


@pytest.fixture(scope="module")
def worked_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office") / "desk"
    an_office_at_work(folder, 60).close()
    return folder


@pytest.mark.parametrize(
    "proposal",
    [
        one_day(),
        one_day(date(2026, 12, 12), what="worked", kind="extra"),
        one_day(date(2026, 12, 12)),
        one_day(date(2027, 1, 4), what="usual"),
        one_day(date(2030, 3, 4)),
        Proposal(days=tuple(a_day_told(HOLIDAY + n * ONE_DAY) for n in range(8))),
        Proposal(weeks=(WeekTold(from_on=date(2026, 12, 1), week=(1, 2, 3, 4, 5, 6)),)),
        Proposal(weeks=(WeekTold(from_on=date(2026, 12, 10), week=(1, 2, 3, 4)),)),
        Proposal(
            days=(a_day_told(), a_day_told(date(2026, 12, 5), what="worked", kind="local")),
            weeks=(WeekTold(from_on=date(2027, 1, 11), week=(1, 3, 5)),),
        ),
    ],
    ids=["ait", "worked Saturday", "weekend", "struck", "far", "eight", "six", "four", "all"],
)
def test_the_preview_is_exactly_what_adopting_moves(
    worked_folder: Path, tmp_path: Path, proposal: Proposal
) -> None:
    desk = copied(worked_folder, tmp_path)
    before = dates_of(desk)
    foretold = desk.calendars.preview(proposal)
    assert dates_of(desk) == before
    written = entries(desk)
    adopted = desk.calendars.adopt(proposal)
    after = dates_of(desk)
    moved = {key: (before[key], after[key]) for key in after if before[key] != after[key]}
    assert {one.case: (one.before, one.after) for one in foretold} == moved
    assert adopted.moved == foretold
    assert entries(desk) == written + 1
    desk.integrity.verify()
    told = desk.calendars.moved_by(adopted.change)
    assert {(one.case, one.before, one.after) for one in told} == {
        (one.case, one.before, one.after) for one in foretold
    }
    desk.close()


def copied(folder: Path, tmp_path: Path) -> Desk:
    target = tmp_path / "copy"
    shutil.copytree(folder, target)
    return again(target, clock=HandClock(1_797_200_000_000))


def test_a_day_off_moves_later_and_never_earlier(worked_folder: Path, tmp_path: Path) -> None:
    desk = copied(worked_folder, tmp_path)
    moved = desk.calendars.preview(one_day())
    assert len(moved) > 10
    assert all(one.before and one.after and one.before < one.after for one in moved)
    assert list(moved) == sorted(moved, key=lambda one: (one.before or date.max, one.number))
    desk.close()


def test_a_day_taken_back_brings_the_old_dates(worked_folder: Path, tmp_path: Path) -> None:
    desk = copied(worked_folder, tmp_path)
    before = lists(desk)
    desk.calendars.adopt(one_day(kind="local"))
    row = next(one for one in desk.calendars.year(2026).rows if one.day == HOLIDAY)
    assert (row.kind, row.is_own, row.is_local, row.is_confirmed) == ("local", True, True, False)
    assert (row.said_by, row.published) == ("admin", None)
    assert lists(desk) != before
    desk.calendars.adopt(one_day(what="published"))
    assert lists(desk) == before
    assert HOLIDAY not in {one.day for one in desk.calendars.year(2026).rows}
    desk.close()


def test_a_published_holiday_is_renamed_or_struck_and_the_list_tells_both(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk") as desk:
        ait, new_year = date(2026, 5, 27), date(2027, 1, 1)
        desk.calendars.adopt(
            Proposal(
                days=(
                    a_day_told(ait, is_confirmed=True, source="ДУМК, 20.05.2026"),
                    DayTold(day=new_year, what="usual"),
                    DayTold(day=date(2027, 5, 1), what="usual"),
                )
            )
        )
        rows = {row.day: row for year in (2026, 2027) for row in desk.calendars.year(year).rows}
        assert rows[ait].is_confirmed
        assert rows[ait].source == "ДУМК, 20.05.2026"
        assert rows[ait].published is not None
        struck = rows[new_year]
        assert (struck.kind, struck.name.ky) == ("usual", "Жаңы жыл")
        assert rows[date(2027, 5, 1)].kind == "usual"
        calendar = desk.calendars.year(2027).calendar
        assert calendar.is_working(new_year)
        assert not calendar.is_working(date(2027, 5, 1))


def test_a_week_of_six_days_holds_from_its_day_on(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk") as desk:
        begins = date(2027, 2, 1)
        desk.calendars.adopt(
            Proposal(weeks=(WeekTold(from_on=begins, week=(6, 1, 2, 3, 4, 5, 5)),))
        )
        calendar = desk.calendars.year(2027).calendar
        assert not calendar.is_working(date(2027, 1, 30))
        assert calendar.is_working(date(2027, 2, 6))
        assert calendar.week_on(begins) == (1, 2, 3, 4, 5, 6)
        assert not calendar.is_working(date(2027, 5, 1))


@pytest.mark.parametrize(
    ("proposal", "field", "reason"),
    [
        (Proposal(), "day", "unchanged"),
        (one_day(what="maybe"), "what", "unknown"),
        (one_day(kind="rainy"), "kind", "unknown"),
        (one_day(name=Bilingual(ky=" ")), "name", "empty"),
        (one_day(name=Bilingual(ky="А" * 121)), "name", "too_long"),
        (one_day(date(1999, 1, 1)), "day", "out_of_range"),
        (one_day(what="published"), "day", "unchanged"),
        (one_day(date(2026, 12, 3), what="usual"), "day", "unchanged"),
        (Proposal(weeks=(WeekTold(from_on=HOLIDAY, week=()),)), "week", "unknown"),
        (Proposal(weeks=(WeekTold(from_on=HOLIDAY, week=(0, 8)),)), "week", "unknown"),
        (Proposal(weeks=(WeekTold(from_on=date(1, 1, 1), week=(1,)),)), "from_on", "out_of_range"),
        (Proposal(days=(a_day_told(),) * 401), "days", "too_many"),
    ],
)
def test_what_cannot_be_adopted_is_refused_before_anything_is_written(
    empty_desk: Desk, proposal: Proposal, field: str, reason: str
) -> None:
    written = entries(empty_desk)
    for ask in (empty_desk.calendars.preview, empty_desk.calendars.adopt):
        with pytest.raises(FieldWrong) as refused:
            ask(proposal)
        assert (refused.value.field, refused.value.reason) == (field, reason)
    assert entries(empty_desk) == written


@pytest.fixture(scope="module")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with a_desk(tmp_path_factory.mktemp("empty") / "desk") as desk:
        yield desk


def test_the_same_day_twice_is_no_change(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk") as desk:
        desk.calendars.adopt(one_day())
        with pytest.raises(FieldWrong):
            desk.calendars.adopt(one_day())
        with pytest.raises(FieldWrong):
            desk.calendars.year(99999)
        with pytest.raises(FieldWrong):
            desk.calendars.moved_by("00" * 16)


def test_only_the_head_and_the_administrator_adopt(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk") as desk:
        desk.core.actor = desk.office.now.find_login("asanova")
        assert not desk.calendars.year(2026).may_change
        desk.calendars.preview(one_day())
        with pytest.raises(NotAllowed):
            desk.calendars.adopt(one_day())


@pytest.mark.parametrize("stop_at", [1, 7])
def test_cancelled_in_the_middle_leaves_the_old_calendar_and_lists(
    worked_folder: Path, tmp_path: Path, stop_at: int
) -> None:
    desk = copied(worked_folder, tmp_path)
    seen: list[tuple[int, int]] = []
    watch = Watch(lambda done, total: seen.append((done, total)), lambda: len(seen) >= stop_at)
    was, listed, written = desk.calendars.year(2026).rows, lists(desk), entries(desk)
    for ask in (desk.calendars.preview, desk.calendars.adopt):
        seen.clear()
        with pytest.raises(WorkCancelled):
            ask(one_day(), watch)
        assert len(seen) == stop_at
    assert (desk.calendars.year(2026).rows, lists(desk), entries(desk)) == (was, listed, written)
    desk.calendars.adopt(one_day())
    assert lists(desk) != listed
    desk.close()


def test_a_case_registered_later_names_the_calendar_it_was_reckoned_by(tmp_path: Path) -> None:
    with a_desk(tmp_path / "desk") as desk:
        before = desk.cases.open(desk.registration.register(a_complaint(1)).case).case.registered
        desk.calendars.adopt(one_day())
        after = desk.cases.open(desk.registration.register(a_complaint(2)).case).case.registered
        assert before.calendar != after.calendar
        assert before.due_on is not None
        assert after.due_on is not None
        assert before.due_on < after.due_on


def test_the_history_of_a_case_tells_what_moved_it_without_an_entry(tmp_path: Path) -> None:
    clock = HandClock()
    desk = new_desk(tmp_path / "desk", clock=clock)
    case = desk.registration.register(a_complaint(1)).case
    clock.turn(DAY_MS)
    desk.calendars.adopt(one_day())
    clock.turn(DAY_MS)
    desk.calendars.adopt(one_day(date(2027, 2, 1)))
    desk.calendars.adopt(Proposal(days=(a_day_told(HOLIDAY + ONE_DAY, kind="local"),)))
    late = desk.registration.register(a_complaint(2)).case
    told = desk.calendars.moves_of(case)
    assert [(one.before, one.after) for one in told] == [
        (date(2026, 12, 11), date(2026, 12, 14)),
        (date(2026, 12, 14), date(2026, 12, 15)),
    ]
    assert [one.change.days[0].day for one in told] == [HOLIDAY, HOLIDAY + ONE_DAY]
    assert [legal_day(one.change.at) for one in told] == [MONDAY + ONE_DAY, MONDAY + 2 * ONE_DAY]
    assert told[0].change.by == "admin"
    assert desk.calendars.moves_of(late) == ()
    assert len(desk.calendars.changes()) == 3
    assert desk.calendars.changes()[0].days[0].kind == "local"
    desk.close()


def test_notices_are_printed_for_who_can_be_told_and_recorded_once(
    worked_folder: Path, tmp_path: Path
) -> None:
    desk = copied(worked_folder, tmp_path)
    desk.office.set_letterhead(
        address=Bilingual(ky="Ноокат ш.", ru="г. Ноокат"), phone="03230 5-11-22"
    )
    head_of(desk)
    adopted = desk.calendars.adopt(one_day())
    notices, change = desk.calendars.notices, adopted.change
    told = [one.case for one in adopted.moved if one.can_be_told]
    assert 0 < len(told) < len(adopted.moved)
    written = entries(desk)
    assert notices.paper(change, told).startswith(b"%PDF")
    assert entries(desk) == written
    assert notices.given(change, told[:5]) == 5
    assert notices.given(change, told) == len(told) - 5
    assert notices.given(change, told) == 0
    assert entries(desk) == written + len(told)
    today = desk.cases.today()
    after = {one.case: one for one in desk.calendars.moved_by(change)}
    assert all(after[case].told_on == today and not after[case].can_be_told for case in told)
    notice = desk.cases.open(told[0]).case.each(NoticeGiven)[-1][1]
    moved = after[told[0]]
    assert notice.text == f"{moved.before:%d.%m.%Y} → {moved.after:%d.%m.%Y}"
    with pytest.raises(FieldWrong):
        notices.paper(change, [])
    desk.integrity.verify()
    desk.close()


def test_notices_name_a_local_day_a_worked_day_and_a_new_week(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", clock=HandClock())
    head_of(desk)
    told = [a_complaint(1), a_complaint(2, applicant={"organisation": {"name": "ОсОО «Мисал»"}})]
    cases = [desk.registration.register(one).case for one in told]
    for proposal in (
        one_day(kind="local"),
        one_day(date(2026, 12, 12), what="worked"),
        Proposal(weeks=(WeekTold(from_on=date(2026, 12, 1), week=(1, 2, 3, 4)),)),
    ):
        change = desk.calendars.adopt(proposal).change
        (paper, again_) = (desk.calendars.notices.paper(change, cases) for _ in range(2))
        assert paper == again_
        assert paper.startswith(b"%PDF")
    assert desk.calendars.notices.given(change, cases) == 2
    ended = desk.calendars.adopt(one_day(date(2026, 12, 3))).change
    desk.cases.do(cases[0], "withdraw", {"ground": "арыз"})
    assert {one.case for one in desk.calendars.moved_by(ended)} == {cases[1]}
    assert desk.calendars.notices.given(ended, cases) == 1
    desk.close()


def head_of(desk: Desk) -> None:
    desk.office.hold_post("head", "tokton", order="№ 1")
