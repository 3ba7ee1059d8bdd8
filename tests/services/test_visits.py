"""A commission is sent, goes, and its act is printed: the days are the chair's meanwhile."""

from datetime import date

import pytest
from documents.reading_paper import squeezed, text
from services.scan_samples import a_png
from services.working_desks import a_complaint, a_desk

from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.visits import VisitUnknown

DAY = 24 * 3600 * 1000
WEDNESDAY = date(2026, 11, 25)
SENT = {
    "on": "2026-11-25", "place": "Кара-Таш айылы, Манас көчөсү, 4-үй",
    "chair": {"login": "mamyt"},
    "members": [
        {"login": "tokton"},
        {"name": "Осмонова Н. К.", "post": "айыл өкмөтүнүн адиси",
         "post_ru": "специалист айыл окмоту"},
    ],
}  # fmt: skip
FOUND = {
    "findings": "Жол тосмо менен жабылган.", "conclusion": "Тосмо алынып салынсын.",
    "signed_by": ["Мамытова А.", "Токтоналиев Б."],
    "present": [{"name": "Өмүрбеков Ч. Т.", "post": "арыз ээси"}],
    "refused": [{"name": "Асанов К. Ж.", "reason": "макул эмес", "witnesses": ["Эсенов Т."]}],
}  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as found:
        found.office.hold_post("head", "admin")
        yield found


@pytest.fixture
def case(desk):
    return desk.registration.register(a_complaint()).case


def staff(desk, login):
    return next(one.id for one in desk.cases.open(_any(desk)).lens.office.staff()
                if one.login == login)  # fmt: skip


def _any(desk):
    return str(desk.lists.page(desk.cases.filter_of(), with_bars=False).rows[0].id)


def test_the_order_is_a_paper_and_names_the_visit(desk, case):
    issued, found = desk.visits.issue_order(case, SENT)
    said = squeezed(text(issued.paper.data))
    for words in ("Мамытова А.", "комиссиянын төрагасы, адис", "Осмонова Н. К.", "Кара-Таш"):
        assert squeezed(words) in said
    (visit,) = desk.visits.of(case)
    assert (visit.ordered.act, visit.ordered.order_number) == (issued.act, issued.number)
    assert found.case.set_aside == ()


def test_the_survey_act_says_what_was_found_and_who_refused(desk, case):
    desk.visits.issue_order(case, SENT)
    photo = desk.attachments.attach(case, a_png(), "тосмо.png")
    desk.core.clock.turn(2 * DAY)
    desk.cases.do(case, "visit-made", FOUND | {"photos": [photo.digest.hex()]})
    issued = desk.visits.issue_act(case)
    said = squeezed(text(issued.paper.data))
    for words in ("Жол тосмо менен", "Тосмо алынып", "тосмо.png", "Өмүрбеков Ч. Т.",
                  "Асанов К. Ж.", "макул эмес; катышкандар: Эсенов Т.",
                  "2026-жылдын 25-ноябры"):  # fmt: skip
        assert squeezed(words) in said, words
    assert issued.number


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_words_of_the_act_fit_its_form(desk, case, language):
    desk.cases.do(case, "visit-order", SENT | {"order_number": "61"})
    desk.core.clock.turn(2 * DAY)
    desk.cases.do(case, "visit-made", FOUND)
    words = desk.visits.act_words(case, language=language)
    told = ActTold(template="survey-act", language=language, told=words)
    prepared = desk.act_desk.prepare(told, case)
    assert prepared.missing == ()
    # A name that no language has, with a figure in it, is bent by nobody.
    assert set(prepared.unsure) <= {"person|genitive|ru"}


def test_there_is_no_act_of_a_visit_that_was_not_made(desk, case):
    with pytest.raises(VisitUnknown):
        desk.visits.act_words(case)
    desk.cases.do(case, "visit-order", SENT)
    with pytest.raises(VisitUnknown):
        desk.visits.act_words(case)


def test_every_day_is_booked_once_and_the_visit_to_its_chair(desk, case):
    desk.cases.do(case, "visit-order", SENT)
    desk.core.clock.turn(2 * DAY)
    desk.cases.do(case, "visit-made", FOUND)
    desk.core.clock.turn(2 * DAY)
    told = desk.cases.explain(case)
    owners = {one.day: one.holder.id for one in told.bookings}
    assert len(owners) == len(told.bookings) == 4
    chair, executor = staff(desk, "mamyt"), staff(desk, "tokton")
    assert list(owners.values()) == [chair, chair, executor, executor]
    assert told.duties[0].due_on == told.printed_on


def test_the_chair_is_reminded_on_the_day_alone(desk, case):
    desk.cases.do(case, "visit-order", SENT)

    def told(day):
        lines = desk.reminders.of("mamyt", day)
        return [(one.due_kind, one.due_on) for one in lines if one.due_kind == "visit"]

    assert told(date(2026, 11, 24)) == []
    assert told(WEDNESDAY) == [("visit", WEDNESDAY)]
    paper = squeezed(text(desk.reminders.paper(WEDNESDAY, logins=["mamyt"])))
    assert squeezed("комиссиянын чыгуусу") in paper
    desk.core.clock.turn(2 * DAY)
    desk.cases.do(case, "visit-cancelled", {"reason": "жол жабык"})
    assert told(WEDNESDAY) == []


def test_a_rebuilt_desk_says_the_same_of_visits(desk, case):
    desk.cases.do(case, "visit-order", SENT)
    before = desk.visits.of(case)
    desk.integrity.rebuild()
    assert desk.visits.of(case) == before
    assert [one.type for one in desk.cases.history(case)][-1] == "VisitOrdered"
