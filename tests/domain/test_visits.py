"""Commission visits: who may be sent when, whose days they are, what an act says."""

from datetime import date, timedelta

import pytest
from builders import ASANOV, BEKOVA, MONDAY, a_registered_case, a_situation, an_office
from deciding import do, refused
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.bookings import Holding, bookings, elapsed_days
from akimat_desk.domain.case_events import CaseClosed, FileAttached
from akimat_desk.domain.deadlines import Holder
from akimat_desk.domain.errors import CaseEnded, DateOutOfPlace, FieldWrong, StaffUnknown
from akimat_desk.domain.escalation import reminders, watched
from akimat_desk.domain.holdings import holdings
from akimat_desk.domain.visit_events import VisitCancelled, VisitMade, VisitOrdered, VisitPerson
from akimat_desk.domain.visit_states import open_visits, visits_of, with_visits
from akimat_desk.domain.visits import VisitOver, VisitUnknown

OFFICE = an_office()
CALENDAR = a_situation().calendar
FRIDAY = MONDAY + timedelta(days=4)
SENT = {
    "on": MONDAY + timedelta(days=2),
    "chair": {"login": "bekova"},
    "members": [{"name": "Осмонова Н. К.", "post": "айыл өкмөтүнүн адиси"}],
    "place": "Көк-Жар айылы",
    "order_number": "61",
}
FOUND = {"findings": "Дубалда жарака бар.", "signed_by": ["Бекова", "Осмонова Н. К."]}


def ordered(**changes):
    told = {"visit": "v", "ordered_on": MONDAY, "on": FRIDAY, "place": "Көк-Жар"}
    return VisitOrdered(**told | {"chair": VisitPerson(name="Бекова", staff=BEKOVA)} | changes)


def test_an_order_names_chair_members_place_and_day():
    event = do(a_registered_case(), "visit-order", **SENT)
    assert (event.chair.staff, event.chair.name.split()[0]) == (BEKOVA, "Бекова")
    assert [one.name for one in event.members] == ["Осмонова Н. К."]
    assert (event.ordered_on, event.on, event.order_number) == (MONDAY, SENT["on"], "61")
    after = a_registered_case(event)
    assert [one.stage for one in visits_of(after)] == ["ordered"]


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"place": " "}, FieldWrong),
        ({"chair": {"login": ""}}, FieldWrong),
        ({"chair": {"login": "nobody"}}, StaffUnknown),
        ({"members": [{"login": "bekova"}]}, FieldWrong),
        ({"on": MONDAY - timedelta(days=1)}, DateOutOfPlace),
        ({"order_dated_on": MONDAY + timedelta(days=1)}, DateOutOfPlace),
        ({"order_dated_on": MONDAY - timedelta(days=1)}, DateOutOfPlace),
        ({"members": [{"name": f"А{n}"} for n in range(31)]}, FieldWrong),
    ],
)
def test_a_commission_that_makes_no_sense_is_not_sent(wrong, kind):
    refused(kind, a_registered_case(), "visit-order", **SENT | wrong)


def test_the_same_commission_is_not_sent_twice():
    event = do(a_registered_case(), "visit-order", **SENT)
    refused(FieldWrong, a_registered_case(event), "visit-order", **SENT)


def test_what_was_found_is_reported_once():
    case = a_registered_case(ordered())
    event = do(case, "visit-made", **FOUND)
    assert (event.visit, event.made_on) == ("v", MONDAY)
    made = a_registered_case(ordered(), event)
    assert open_visits(made) == ()
    refused(VisitUnknown, made, "visit-made", **FOUND)
    refused(VisitOver, made, "visit-made", visit="v", **FOUND)
    refused(VisitUnknown, a_registered_case(), "visit-made", **FOUND)


def test_nobody_both_signs_and_refuses():
    both = FOUND | {"refused": [{"name": "Бекова", "reason": "макул эмес"}]}
    refused(FieldWrong, a_registered_case(ordered()), "visit-made", **both)


def test_who_refused_is_written_with_the_witnesses():
    told = FOUND | {"refused": [{"name": "Асанов К.", "witnesses": ["Омуров", "Эсенов"]}]}
    event = do(a_registered_case(ordered()), "visit-made", **told)
    assert event.refused[0].witnesses == ("Омуров", "Эсенов")


def test_photos_are_files_of_the_case():
    scan = FileAttached(digest=b"d" * 32, title="Дубал", media="image/png", size=3)
    case = a_registered_case(ordered(), scan)
    event = do(case, "visit-made", photos=[(b"d" * 32).hex()], **FOUND)
    assert event.photos == (b"d" * 32,)
    refused(FieldWrong, case, "visit-made", photos=[(b"e" * 32).hex()], **FOUND)


def test_a_visit_is_called_off_with_a_reason_alone():
    case = a_registered_case(ordered())
    refused(FieldWrong, case, "visit-cancelled", reason=" ")
    event = do(case, "visit-cancelled", reason="арыз ээси жок")
    assert [one.stage for one in visits_of(a_registered_case(ordered(), event))] == ["cancelled"]


def test_nobody_is_sent_in_a_case_that_ended():
    ended = a_registered_case(CaseClosed(outcome="granted", closed_on=MONDAY))
    refused(CaseEnded, ended, "visit-order", **SENT)


def test_a_report_without_an_order_is_set_aside():
    case = a_registered_case(VisitMade(visit="v", made_on=MONDAY, findings="x"))
    assert [one.reason for one in case.set_aside] == ["nothing_to_follow"]
    assert visits_of(case) == ()


def test_the_days_from_the_order_to_the_report_are_the_chairs():
    case = a_registered_case(
        ordered(), VisitMade(visit="v", made_on=MONDAY + timedelta(days=3), findings="x")
    )
    held = holdings(case, OFFICE, CALENDAR)
    booked = bookings(MONDAY, FRIDAY, held, (), CALENDAR)
    own = case.registered.responsible
    assert [one.holder.id for one in booked[:3]] == [BEKOVA] * 3
    assert booked[3].holder.id != BEKOVA
    assert own in ("", booked[3].holder.id)
    assert len(booked) == elapsed_days(MONDAY, FRIDAY, CALENDAR)


def test_a_chair_from_outside_takes_no_days():
    outside = ordered(chair=VisitPerson(name="Осмонова Н. К."))
    case, without = a_registered_case(outside), a_registered_case()
    assert holdings(case, OFFICE, CALENDAR) == tuple(
        sorted(holdings(without, OFFICE, CALENDAR), key=lambda one: one.from_on)
    )


def test_the_statutory_date_does_not_move_for_a_visit():
    now = a_situation()
    with_visit, without = a_registered_case(ordered()), a_registered_case()
    assert now.dates(with_visit).statutory == now.dates(without).statutory


def test_the_chair_is_told_on_the_day_and_after_it_not_before():
    now = a_situation()
    case = a_registered_case(ordered())
    seen = watched(case, now.dates(case), MONDAY)

    def told(day):
        found = reminders(seen, OFFICE, CALENDAR, day)
        kinds = [one for one in found if one.duty is not None and one.duty.kind == "visit"]
        return [(one.to, one.pressing) for one in kinds]

    assert told(FRIDAY - timedelta(days=1)) == []
    assert told(FRIDAY) == [(BEKOVA, "today")]
    assert told(FRIDAY + timedelta(days=3)) == [(BEKOVA, "overdue")]
    over = a_registered_case(ordered(), VisitCancelled(visit="v", cancelled_on=MONDAY, reason="x"))
    assert watched(over, now.dates(over), MONDAY).parts == ()


days = st.integers(0, 60).map(lambda n: MONDAY + timedelta(days=n))


@given(
    base=st.lists(st.tuples(days, st.booleans()), max_size=4),
    visits=st.lists(st.tuples(days, st.integers(0, 20) | st.none()), max_size=4),
)
def test_every_elapsed_day_has_one_owner_however_visits_lie(base, visits):
    own = Holder(kind="person", id=ASANOV, name="А")
    held = [Holding(from_on=day, holder=own if is_own else None) for day, is_own in base]
    going = []
    for n, (day, length) in enumerate(visits):
        events = [ordered(visit=f"v{n}", ordered_on=day, on=day)]
        if length is not None:
            over_on = day + timedelta(days=length)
            events.append(VisitMade(visit=f"v{n}", made_on=over_on, findings="x"))
        going += visits_of(a_registered_case(*events))
    until = MONDAY + timedelta(days=90)
    booked = bookings(MONDAY, until, with_visits(held, going, OFFICE), (), CALENDAR)
    assert len(booked) == elapsed_days(MONDAY, until, CALENDAR)
    for one in booked:
        covered = [
            v for v in going
            if v.ordered.ordered_on < one.day and (v.over_on is None or one.day <= v.over_on)
        ]  # fmt: skip
        assert (one.holder.id == BEKOVA) == bool(covered)


def test_dates_of_an_order_may_lie_before_today():
    now = a_situation(today=date(2026, 6, 5))
    told = SENT | {"order_dated_on": date(2026, 6, 2), "on": date(2026, 6, 3)}
    event = do(a_registered_case(), "visit-order", now, **told)
    assert event.ordered_on == date(2026, 6, 2)
