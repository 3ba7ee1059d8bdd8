"""Numbers hang on a clock that can be believed; what bounds a registration is kept."""

from datetime import date, datetime

import pytest
from services.working_desks import MONDAY_MORNING, HandClock, a_complaint, a_desk, again

from akimat_desk.domain.errors import ClockBehind, FieldWrong, NotAllowed
from akimat_desk.domain.trusted_time import (
    Bound,
    ClockAhead,
    ClockBehindServer,
    ClockDateDiffers,
)
from akimat_desk.exchange.messages import Receipt
from akimat_desk.storage import exchange, exchange_tables, journal, receipt_marks

MINUTE = 60_000
DAY = 24 * 60 * MINUTE


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path, clock=clock) as found:
        yield found


def server_tells(desk, at: int, *, receipt: bool = True) -> None:
    """As an answer of the centre leaves it: its time, and its receipt for all we have."""
    with desk.core.database.write() as connection:
        if receipt_marks.server_time(connection) is None:
            connection.execute(
                exchange_tables.server.insert().values(
                    id=1, url="https://centre", public_key=b"", certificate=b"", directory=0,
                    cursor=0, is_sure=1, last_error="",
                )
            )  # fmt: skip
        exchange.change_server(connection, last_contact=at)
        own = journal.own_origin(connection)
        if receipt:
            told = Receipt(desk.core.identity.station, own.origin, own.seq, own.chain, at, b"")
            exchange.keep_receipt(connection, told)


def test_after_a_long_silence_the_date_is_asked_for_once(desk, clock):
    desk.registration.register(a_complaint(0))
    clock.turn(7 * DAY + 1)
    with pytest.raises(ClockAhead):
        desk.registration.register(a_complaint(1))
    assert desk.trusted_time.trouble().code == "clock_ahead"
    with pytest.raises(ClockDateDiffers):
        desk.trusted_time.confirm(date(2026, 11, 29))
    assert desk.trusted_time.confirm(date(2026, 11, 30))
    assert desk.trusted_time.trouble() is None
    assert not desk.trusted_time.confirm(date(2026, 11, 30))
    desk.registration.register(a_complaint(1))
    assert desk.integrity.verify()


def test_a_confirmed_date_cannot_answer_a_clock_set_back(desk, clock):
    desk.registration.register(a_complaint(0))
    clock.turn(-DAY)
    with pytest.raises(ClockBehind):
        desk.trusted_time.confirm(date(2026, 11, 22))


def test_who_may_not_register_confirms_no_date(desk, clock):
    clock.turn(8 * DAY)
    desk.core.actor = desk.office.now.find_login("tokton")
    with pytest.raises(NotAllowed):
        desk.trusted_time.confirm(date(2026, 12, 1))


def test_a_clock_well_before_the_servers_time_gives_no_number(desk, clock):
    server_tells(desk, clock.at + 10 * MINUTE)
    desk.registration.register(a_complaint(0))
    server_tells(desk, clock.at + 11 * MINUTE)
    with pytest.raises(ClockBehindServer):
        desk.registration.register(a_complaint(1))
    clock.turn(2 * MINUTE)
    desk.registration.register(a_complaint(1))


def test_after_a_clock_that_ran_ahead_a_new_series_begins(tmp_path):
    clock = HandClock(MONDAY_MORNING + 300 * DAY)
    with a_desk(tmp_path, clock=clock) as desk:
        ahead = desk.registration.register(a_complaint(0)).number
        clock.at = MONDAY_MORNING
        with pytest.raises(ClockBehind):
            desk.registration.register(a_complaint(1))
        with pytest.raises(FieldWrong):
            desk.trusted_time.correct("  ")
        desk.trusted_time.correct("Батарейка отурган: саат 2027-жылды көрсөткөн")
        number = desk.registration.register(a_complaint(1)).number
        assert number.split("-")[0] != ahead.split("-")[0]
        assert desk.office.now.clock_corrections == 1
        assert desk.integrity.verify()
    desk = again(tmp_path, clock=HandClock(MONDAY_MORNING + DAY))
    assert desk.trusted_time.trouble() is None
    desk.close()


def test_the_entries_around_it_bound_a_registration(desk, clock):
    desk.registration.register(a_complaint(0))
    clock.turn(5 * MINUTE)
    case = desk.registration.register(a_complaint(1)).case
    found = desk.cases.explain(case).registered_within
    assert found.said_at == datetime(2026, 11, 23, 8, 35)
    assert found.not_before == Bound(at=datetime(2026, 11, 23, 8, 30), by="entry")
    assert found.not_after is None
    clock.turn(5 * MINUTE)
    desk.cases.do(case, "note", {"text": "кийин"})
    found = desk.trusted_time.registered_within(case)
    assert found.not_after == Bound(at=datetime(2026, 11, 23, 8, 40), by="entry")


def test_the_servers_first_word_bounds_a_registration_for_good(desk, clock):
    start = clock.at
    server_tells(desk, start + 2 * MINUTE)
    clock.turn(5 * MINUTE)
    case = desk.registration.register(a_complaint(1)).case
    server_tells(desk, start + 9 * MINUTE)
    for turn in range(3):
        clock.turn(10 * MINUTE)
        desk.cases.do(case, "note", {"text": f"{turn}"})
        server_tells(desk, clock.at)
    found = desk.trusted_time.registered_within(case)
    assert found.not_before == Bound(at=datetime(2026, 11, 23, 8, 32), by="server")
    assert found.not_after == Bound(at=datetime(2026, 11, 23, 8, 39), by="server")
    assert found.is_consistent


def test_a_computer_a_month_ahead_is_shown_by_the_server(tmp_path):
    with a_desk(tmp_path, clock=HandClock(MONDAY_MORNING + 30 * DAY)) as desk:
        case = desk.registration.register(a_complaint(1)).case
        server_tells(desk, MONDAY_MORNING)
        found = desk.trusted_time.registered_within(case)
        assert found.said_at == datetime(2026, 12, 23, 8, 30)
        assert found.not_after == Bound(at=datetime(2026, 11, 23, 8, 30), by="server")
        assert not found.is_consistent
        assert desk.sheets.explanation(case, "ru")
