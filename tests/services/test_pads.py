"""What a desk promises of blanks whose numbers were reserved before the power went."""

from datetime import date, datetime, timedelta

import pytest
from documents.reading_paper import codes, text
from services.scan_samples import a_png
from services.test_act_desk import desks, meet
from services.working_desks import (
    CHEAP,
    PASSWORD,
    GoingClock,
    HandClock,
    a_complaint,
    a_desk,
    again,
    setup,
)

from akimat_desk.domain.case_events import FileAttached
from akimat_desk.domain.errors import FieldWrong, LetterheadMissing, NotAllowed
from akimat_desk.domain.moments import local_time
from akimat_desk.domain.pads import (
    BlankAnnulled,
    BlankElsewhere,
    BlankOfAnotherJournal,
    BlankTaken,
    BlankTooEarly,
    BlankUnknown,
    PadOver,
)
from akimat_desk.services.desk import make_workspace, open_desk
from akimat_desk.services.errors import ReceiptAltered
from akimat_desk.services.journals import JournalWish

_ = desks
HOUR = 3_600_000
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path / "desk", clock=clock) as found:
        yield found


def journal_text(desk, first, last):
    wish = JournalWish(kind="registration", from_on=first, until_on=last)
    return text(desk.journals.paper(wish))


def by_hand(desk, number, place=0, at=None, **changes):
    at = at or local_time(desk.core.clock.now())
    told = {"pad_number": number, "registered_at": at.isoformat()}
    return a_complaint(place, **told, **changes)


def place_of(number):
    return int(number.partition("-")[2].partition("/")[0])


def test_registration_goes_on_after_the_reserved_numbers(desk):
    before = desk.registration.register(a_complaint(1)).number
    pad = desk.pads.reserve(20).pad
    after = desk.registration.register(a_complaint(2)).number
    assert [place_of(one.number) for one in pad.blanks] == list(range(2, 22))
    assert [place_of(before), place_of(after)] == [1, 22]
    desk.integrity.verify()


def test_two_pads_may_be_open_and_share_no_number(desk):
    one, other = desk.pads.reserve(3).pad, desk.pads.reserve(4, journal="а").pad
    third = desk.pads.reserve(2).pad
    numbers = [blank.number for pad in (one, other, third) for blank in pad.blanks]
    assert len(set(numbers)) == 9
    assert [place_of(pad.blanks[0].number) for pad in (one, other, third)] == [1, 1, 4]


def test_a_blank_becomes_a_case_with_the_hand_written_time(desk, clock):
    blank = desk.pads.reserve(3).pad.blanks[1]
    written = datetime(2026, 11, 23, 16, 40)
    clock.turn(26 * HOUR)
    done = desk.registration.register(by_hand(desk, blank.number, at=written))
    event = desk.cases.open(done.case).case.registered
    assert (done.number, done.receipt_code) == (blank.number, blank.code)
    assert (event.medium, event.registered_on) == ("paper", date(2026, 11, 23))
    assert local_time(event.registered_at) == written
    assert done.due_on == date(2026, 12, 11)
    assert desk.pads.all()[0].blanks[1].cases == (done.case,)
    desk.integrity.verify()


def test_the_term_of_a_blank_is_promised_before_it_is_entered(desk, clock):
    blank = desk.pads.reserve(1).pad.blanks[0]
    written = datetime(2026, 11, 23, 16, 40)
    clock.turn(26 * HOUR)
    told = by_hand(desk, blank.number, at=written)
    checked = desk.registration.check(told)
    assert checked.registered.number == blank.number
    assert checked.registered.due_on == desk.registration.preview(told).due.due_on
    assert desk.registration.register(told).due_on == checked.registered.due_on


def test_no_blank_is_entered_twice_and_the_refusal_names_the_case(desk):
    blank = desk.pads.reserve(2).pad.blanks[0]
    desk.registration.register(by_hand(desk, blank.number))
    with pytest.raises(BlankTaken) as told:
        desk.registration.register(by_hand(desk, blank.number, 2))
    assert told.value.number == blank.number
    done = desk.registration.register_group([by_hand(desk, "2", place) for place in (3, 4)])
    assert done[0].number == desk.pads.all()[0].blanks[1].number
    assert isinstance(done[1], BlankTaken)


@pytest.mark.parametrize(
    ("turned", "refusal"),
    [(timedelta(minutes=-1), BlankTooEarly), (timedelta(hours=30), FieldWrong)],
)
def test_nothing_was_written_before_the_printing_or_after_now(desk, clock, turned, refusal):
    blank = desk.pads.reserve(1).pad.blanks[0]
    printed = local_time(clock.now())
    clock.turn(26 * HOUR)
    with pytest.raises(refusal):
        desk.registration.register(by_hand(desk, blank.number, at=printed + turned))
    desk.registration.register(by_hand(desk, blank.number, at=printed))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"pad_number": "1"}, "registered_at"),
        ({"registered_at": "2026-11-23T08:30:00"}, "pad_number"),
    ],
)
def test_number_and_hand_written_time_come_together(desk, told, field):
    desk.pads.reserve(1)
    with pytest.raises(FieldWrong) as wrong:
        desk.registration.register(a_complaint(**told))
    assert (wrong.value.field, wrong.value.reason) == (field, "missing")


def test_a_blank_of_another_journal_or_of_nobody_is_refused(desk):
    blank = desk.pads.reserve(1, journal="М").pad.blanks[0]
    with pytest.raises(BlankOfAnotherJournal):
        desk.registration.register(by_hand(desk, blank.number))
    with pytest.raises(BlankUnknown):
        desk.registration.register(by_hand(desk, "К1-00044/26-1"))


def test_a_spoiled_blank_and_the_unused_ones_stand_in_the_journal_with_their_reasons(desk):
    pad = desk.pads.reserve(4).pad
    done = desk.registration.register(by_hand(desk, pad.blanks[0].number))
    desk.pads.spoil(pad.blanks[1].number, "кофе төгүлдү")
    closed = desk.pads.close(pad.id)
    assert [one.stage for one in closed.blanks] == ["entered", "spoiled", "not_used", "not_used"]
    told = " ".join(journal_text(desk, *YEAR).split())
    assert [told.count(one.number) for one in pad.blanks] == [1, 1, 1, 1]
    assert told.count("кофе төгүлдү") == 1
    assert told.count("бланк пайдаланылган жок") == 2
    assert done.number == pad.blanks[0].number
    with pytest.raises(BlankAnnulled):
        desk.registration.register(by_hand(desk, pad.blanks[1].number, 2))
    with pytest.raises(BlankAnnulled):
        desk.pads.spoil(pad.blanks[2].number, "кеч калды")
    with pytest.raises(PadOver):
        desk.pads.close(pad.id)
    desk.integrity.verify()


def test_the_journal_of_one_letter_has_only_its_own_annulled_numbers(desk):
    pads = [desk.pads.reserve(1, journal=letter).pad for letter in ("К", "А")]
    for pad in pads:
        desk.pads.close(pad.id)
    wish = JournalWish(kind="registration", from_on=YEAR[0], until_on=YEAR[1], part="А")
    told = text(desk.journals.paper(wish))
    assert [told.count(pad.blanks[0].number) for pad in pads] == [0, 1]


def test_the_printed_code_is_proved_and_leads_to_its_blank(desk):
    made = desk.pads.reserve(2)
    (ours, theirs) = codes(made.data, dpi=203, page=2)
    assert ours == theirs
    assert desk.pads.blank(ours)[1] == made.pad.blanks[1]
    proof = desk.paper_proofs.check(ours)
    assert (proof.kind, proof.number, proof.record.stage) == (
        "blank-receipt",
        made.pad.blanks[1].number,
        "left",
    )
    done = desk.registration.register(by_hand(desk, made.pad.blanks[1].number))
    proof = desk.paper_proofs.check(ours)
    assert (proof.record.stage, proof.record.id) == ("entered", done.case)
    receipt = desk.papers.receipt(done.case)
    assert "таза нускасы" in text(receipt.data)
    (code,) = codes(receipt.data, dpi=203)
    with pytest.raises(ReceiptAltered):
        desk.pads.blank(code)


def test_a_pad_that_jammed_is_printed_once_more_with_the_same_numbers(desk):
    made = desk.pads.reserve(3)
    assert desk.pads.paper(made.pad.id) == made.data
    assert len(desk.pads.all()) == 1


def test_nothing_is_reserved_where_the_paper_cannot_be_drawn(tmp_path):
    clock = GoingClock()
    make_workspace(tmp_path / "bare", setup(), clock=clock, cost=CHEAP)
    desk = open_desk(tmp_path / "bare", password=PASSWORD, clock=clock)
    with pytest.raises(LetterheadMissing):
        desk.pads.reserve(5)
    assert desk.pads.all() == ()
    desk.integrity.verify()
    desk.close()


@pytest.mark.parametrize("count", [0, -3, 101, 10**12])
def test_a_pad_has_between_one_and_a_hundred_blanks(desk, count):
    with pytest.raises(FieldWrong):
        desk.pads.reserve(count)


def test_the_scan_of_a_blank_goes_into_the_case_with_its_number(desk):
    blank = desk.pads.reserve(1).pad.blanks[0]
    scan = desk.attachments.hold(a_png(), "бланк.png")
    done = desk.registration.register(by_hand(desk, blank.number), files=(scan,))
    case = desk.cases.open(done.case).case
    assert [event.title for _, event in case.each(FileAttached)] == ["бланк.png"]


def test_a_pad_of_last_year_is_entered_with_its_own_year_and_closed_after_it(desk, clock):
    clock.at += 36 * 24 * HOUR
    desk.trusted_time.confirm(desk.cases.today())
    pad = desk.pads.reserve(3).pad
    clock.at += 7 * 24 * HOUR
    desk.trusted_time.confirm(desk.cases.today())
    assert desk.cases.today().year == 2027
    done = desk.registration.register(by_hand(desk, pad.blanks[0].number))
    usual = desk.registration.register(a_complaint(2)).number
    assert (done.number, "/26-" in done.number) == (pad.blanks[0].number, True)
    assert place_of(usual) == 1
    assert "/27-" in usual
    desk.pads.close(pad.id)
    desk.integrity.verify()


def test_whoever_may_not_register_reserves_nothing(desk, tmp_path):
    desk.office.enable_account("tokton", "башка ачкыч 7")
    desk.close()
    other = again(tmp_path / "desk", login="tokton", password="башка ачкыч 7")
    with pytest.raises(NotAllowed):
        other.pads.reserve(1)
    other.close()


def test_the_readings_are_the_same_when_they_are_made_anew(desk):
    pad = desk.pads.reserve(5).pad
    desk.registration.register(by_hand(desk, pad.blanks[3].number))
    desk.pads.close(pad.id)
    before = desk.integrity.verify().digest
    desk.integrity.rebuild()
    assert desk.integrity.verify().digest == before
    assert place_of(desk.registration.register(a_complaint(7)).number) == 6


def test_another_workstation_sees_the_pad_and_enters_nothing_from_it(desks):
    one, other = desks
    pad = one.pads.reserve(3).pad
    meet(one, other)
    assert [len(found.blanks) for found in other.pads.all()] == [3]
    with pytest.raises(BlankElsewhere):
        other.registration.register(by_hand(other, pad.blanks[0].number))
    with pytest.raises(BlankElsewhere):
        other.pads.close(pad.id)
    done = one.registration.register(by_hand(one, pad.blanks[0].number))
    one.pads.close(pad.id)
    meet(one, other)
    (seen,) = other.pads.all()
    assert [blank.stage for blank in seen.blanks] == ["entered", "not_used", "not_used"]
    assert other.cases.find(done.number) == done.case
    for desk in desks:
        desk.integrity.verify()


def test_an_empty_page_of_the_journal_has_room_for_twenty(desk):
    assert "Каттоо журналы" in text(desk.pads.journal_page())
    assert desk.pads.control_list() is None
