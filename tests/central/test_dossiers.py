"""A case goes from office to office: what each of them gets of it, whatever the line does."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from central.databases import databases
from central.two_offices import Offices, two_offices
from services.scan_samples import a_png

from akimat_desk.central import dossiers
from akimat_desk.central.folding import verify
from akimat_desk.central.status import StatusDesk
from akimat_desk.central.store.handovers import Handovers
from akimat_desk.central.store.ledger import Ledger
from akimat_desk.central.store.named_files import NamedFiles
from akimat_desk.domain.accepting import CaseElsewhere, CaseNotAccepted, NotOffered
from akimat_desk.domain.case_events import FileAttached, NoteAdded
from akimat_desk.domain.cases import Case
from akimat_desk.domain.dossiers import incoming
from akimat_desk.domain.numbering import NumberUnknown
from akimat_desk.exchange.messages import Head
from akimat_desk.journal.envelope import CENTRE_ROLE
from akimat_desk.services.desk import Desk


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    with two_offices(tmp_path) as found:
        yield found


def notes(desk: Desk, case: str) -> list[str]:
    return [event.text for _, event in desk.cases.open(case).case.each(NoteAdded)]


def types(desk: Desk, case: str) -> list[str]:
    return [line.type for line in desk.cases.history(case)]


def held(desk: Desk, case: str, office: Desk) -> Any:
    entry = desk.cases.open(case).case.slot(f"incoming:{office.office.id}").held
    return None if entry is None else entry.event


def state_at(desk: Desk, case: str) -> str:
    folded: Case = desk.cases.open(case).case
    return incoming(folded, desk.office.id, desk.office.now)


def test_a_forwarded_case_waits_at_the_other_office(offices: Offices) -> None:
    case = offices.handed()
    (waiting,) = offices.there.dossiers.offered()
    assert (waiting.id, waiting.office) == (case, offices.here.office.id)
    assert waiting.number == offices.here.cases.open(case).case.registered.number
    assert offices.there.dossiers.find(waiting.number) == case
    assert offices.there.cases.newest() == ()
    with pytest.raises(NumberUnknown):
        offices.there.cases.find(waiting.number)
    offices.demand_level()


def test_before_it_is_accepted_nothing_else_is_done_on_it(offices: Offices) -> None:
    case = offices.handed()
    with pytest.raises(CaseNotAccepted):
        offices.there.cases.do(case, "note", {"text": "алдын ала"})


def test_it_is_accepted_under_a_number_of_its_own_and_both_are_found(offices: Offices) -> None:
    offices.there.registration.register_group([])
    case = offices.handed()
    found = offices.there.dossiers.accept(case)
    told = held(offices.there, case, offices.there)
    assert offices.there.cases.find(told.number) == case
    assert offices.there.cases.find(found.case.registered.number) == case
    assert offices.there.dossiers.offered() == []
    assert [row.stream.hex() for row in offices.there.cases.newest()] == [case.replace("-", "")]
    assert found.responsible == ""
    assert found.dates.statutory is not None
    offices.sync(offices.there, offices.here)
    assert held(offices.here, case, offices.there).number == told.number
    with pytest.raises(NotOffered):
        offices.there.dossiers.accept(case)
    offices.demand_level()


def test_its_number_is_the_next_of_the_desk_that_accepts(offices: Offices) -> None:
    case = offices.handed()
    own = offices.there.registration.register(_matter())
    offices.there.dossiers.accept(case)
    after = offices.there.registration.register(_matter())
    told = held(offices.there, case, offices.there)
    assert own.number.partition("/")[0].endswith("-00001")
    assert told.sequence == 2
    assert after.number.partition("/")[0].endswith("-00003")
    offices.there.integrity.rebuild()
    offices.demand_level()


def test_what_was_written_before_it_was_accepted_follows_it_and_nothing_after(
    offices: Offices,
) -> None:
    case = offices.handed()
    offices.here.cases.do(case, "note", {"text": "кошумча барак келди"})
    offices.sync(offices.here, offices.there)
    assert notes(offices.there, case) == ["кошумча барак келди"]
    offices.there.dossiers.accept(case)
    offices.sync(offices.there, offices.here)
    offices.here.cases.do(case, "note", {"text": "өзүбүз үчүн"})
    offices.demand_level()
    assert notes(offices.there, case) == ["кошумча барак келди"]


def test_what_its_sender_wrote_without_having_heard_still_comes(offices: Offices) -> None:
    case = offices.handed()
    offices.there.dossiers.accept(case)
    offices.here.cases.do(case, "note", {"text": "билбей жазылды"})
    offices.demand_level()
    assert notes(offices.there, case) == ["билбей жазылды"]


def test_the_sender_hears_how_it_ended_and_nothing_of_the_work(offices: Offices) -> None:
    case = offices.handed()
    offices.there.dossiers.accept(case)
    offices.there.cases.do(case, "note", {"text": "ички иш"})
    offices.there.cases.do(case, "withdraw", {"ground": "арыз ээси кайра алды"})
    offices.demand_level()
    assert notes(offices.here, case) == []
    told = [line for line in offices.here.cases.history(case) if line.role == CENTRE_ROLE]
    assert [line.type for line in told] == ["CaseAccepted", "CaseWithdrawn"]
    ours = offices.here.cases.open(case)
    assert ours.stage == "forwarded"
    assert offices.there.cases.open(case).stage == "withdrawn"


def test_a_returned_case_is_open_at_its_sender_with_the_reason(offices: Offices) -> None:
    case = offices.handed()
    offices.there.dossiers.give_back(case, "биздин ыйгарым укукка кирбейт")
    offices.demand_level()
    assert offices.here.cases.open(case).stage == "registered"
    (told,) = (line for line in offices.here.cases.history(case) if line.type == "CaseReturned")
    assert told.event["reason"] == "биздин ыйгарым укукка кирбейт"
    assert offices.there.dossiers.offered() == []
    assert offices.there.cases.newest() == ()
    assert state_at(offices.there, case) == "elsewhere"


def test_a_returned_case_can_be_forwarded_once_more_and_accepted(offices: Offices) -> None:
    case = offices.handed()
    offices.there.dossiers.accept(case)
    offices.there.cases.do(case, "return", {"reason": "документ жок"})
    offices.sync(offices.there, offices.here)
    offices.here.cases.do(case, "note", {"text": "документ табылды"})
    offices.forward(case)
    offices.sync(offices.here, offices.there)
    assert notes(offices.there, case) == ["документ табылды"]
    assert [one.id for one in offices.there.dossiers.offered()] == [case]
    offices.there.dossiers.accept(case)
    offices.demand_level()
    assert offices.there.cases.open(case).case.disputes == ()
    assert offices.here.cases.open(case).case.disputes == ()
    assert held(offices.here, case, offices.there).sequence == 2


def test_what_was_accepted_there_is_not_taken_back_here(offices: Offices) -> None:
    case = offices.handed()
    offices.there.dossiers.accept(case)
    offices.sync(offices.there, offices.here)
    with pytest.raises(CaseElsewhere):
        offices.here.cases.do(case, "reopen", {"ground": "ката"})


def test_before_that_its_sender_takes_it_back(offices: Offices) -> None:
    case = offices.handed()
    offices.here.cases.do(case, "reopen", {"ground": "ката"})
    offices.sync(offices.here, offices.there)
    assert offices.there.dossiers.offered() == []
    with pytest.raises(NotOffered):
        offices.there.dossiers.accept(case)
    offices.demand_level()


def test_what_follows_after_it_was_taken_back_stays_here(offices: Offices) -> None:
    case = offices.handed()
    offices.here.cases.do(case, "reopen", {"ground": "ката"})
    offices.here.cases.do(case, "note", {"text": "өзүбүз үчүн"})
    offices.demand_level()
    assert "CaseReopened" in types(offices.there, case)
    assert notes(offices.there, case) == []


def test_what_follows_a_second_hand_over_comes_too(offices: Offices) -> None:
    case = offices.handed()
    offices.there.dossiers.give_back(case, "биздин ыйгарым укукка кирбейт")
    offices.sync(offices.there, offices.here)
    offices.forward(case)
    offices.sync(offices.here, offices.there)
    offices.here.cases.do(case, "note", {"text": "кошумча барак келди"})
    offices.demand_level()
    assert notes(offices.there, case) == ["кошумча барак келди"]


def test_what_was_handed_on_in_the_middle_of_an_exchange_is_followed_by_its_rest(
    offices: Offices,
) -> None:
    """Another desk's call may hand a case on between two batches of this one."""
    centre, office = offices.centre, offices.here.office.id
    marks = dossiers.Marks(centre, office)
    with centre.store.write() as connection:
        marks.note(connection, ())
    stream = uuid.UUID(offices.handed()).bytes
    with centre.store.write() as connection:
        entries = Ledger(connection, office).entries_of(stream)
        marks.note(connection, [one for one in entries if one.envelope.type == "CaseRegistered"])
        assert Handovers(connection).due() == [(office, stream)]


def test_two_desks_that_accept_it_apart_leave_the_choice_to_the_head(
    tmp_path: Path, offices: Offices
) -> None:
    other = offices.add(tmp_path / "third", offices.there.office.id)
    case = offices.handed()
    offices.sync(other)
    offices.there.dossiers.accept(case)
    other.dossiers.accept(case)
    offices.demand_level()
    key = f"incoming:{offices.there.office.id}"
    for desk in (offices.there, other):
        assert key in desk.cases.open(case).case.disputes
    ours = offices.there.cases.open(case)
    (kept, _) = ours.case.slot(key).latest
    told = {"slot": key, "keeps": kept.id.hex(), "reason": "биринчи катталган"}
    offices.there.cases.do(case, "settle", told)
    offices.demand_level()
    assert other.cases.open(case).case.slot(key).held == kept


def test_nothing_is_handed_on_twice_whatever_answers_are_lost(offices: Offices) -> None:
    case = offices.case()
    offices.forward(case)
    for desk in (offices.here, offices.there):
        offices.line.loses_answers = 1
        offices.sync(desk)
    offices.centre.hands_on = True
    offices.there.dossiers.accept(case)
    offices.line.loses_answers = 1
    offices.sync(offices.there, offices.here)
    offices.centre.hands_on = True
    offices.demand_level()
    found = types(offices.there, case)
    assert found.count("CaseRegistered") == found.count("CaseAccepted") == 1
    assert types(offices.here, case).count("CaseAccepted") == 1
    verify(offices.centre.store)


def test_a_centre_put_back_from_a_copy_hands_on_once_more_and_doubles_nothing(
    tmp_path: Path, offices: Offices
) -> None:
    case = offices.case()
    offices.sync()
    offices.centre.close()
    databases.copy(tmp_path / "centre", tmp_path / "copy")
    offices.reopen(tmp_path / "centre")
    offices.forward(case)
    offices.sync(offices.here, offices.there)
    offices.there.dossiers.accept(case)
    offices.sync(offices.there, offices.here)
    offices.centre.close()
    databases.copy(tmp_path / "copy", tmp_path / "centre")
    offices.reopen(tmp_path / "centre", is_restored=True)
    offices.sync()
    offices.sync()
    offices.demand_level()
    assert offices.there.cases.open(case).case.disputes == ()
    assert held(offices.here, case, offices.there) is not None
    verify(offices.centre.store)


def test_a_dossier_that_the_centre_did_not_sign_is_not_taken(offices: Offices) -> None:
    case = offices.case()
    offices.forward(case)
    offices.sync(offices.there, offices.here)
    desk = offices.there
    outgoing = desk.exchange.prepare()
    answer = desk.exchange.send(outgoing, offices.line)
    (batch,) = answer.page
    forged = msgspec.structs.replace(
        batch, head=Head(batch.head.key_id, bytes(64), batch.head.branch)
    )
    absorbed = desk.exchange.absorb(msgspec.structs.replace(answer, page=(forged,)))
    assert absorbed.problem == "page_forged"
    assert desk.dossiers.offered() == []
    assert [one.reason for one in desk.outbox.aside()] == ["head"]


def test_files_of_a_case_follow_it(offices: Offices) -> None:
    case = offices.case()
    data = a_png()
    offices.here.attachments.attach(case, data, "кат.png")
    offices.forward(case)
    offices.sync(offices.here, offices.there)
    ((_, attached),) = offices.there.cases.open(case).case.each(FileAttached)
    ours, theirs = offices.here.office.id, offices.there.office.id
    with offices.centre.store.read() as connection:
        assert NamedFiles(connection, theirs).holds(attached.digest)
    assert dossiers.file_office(offices.centre, theirs, attached.digest) == theirs
    offices.centre.files.append(ours, attached.digest, 0, data)
    offices.centre.files.finish(ours, attached.digest)
    assert dossiers.file_office(offices.centre, theirs, attached.digest) == ours


def test_an_office_that_is_added_later_gets_what_was_forwarded_to_it(offices: Offices) -> None:
    case = offices.case()
    offices.forward(case, to_office="41706255000000-district-1")
    offices.sync(offices.here)
    later = offices.add_office(offices.folder / "later", "41706255000000-district-1")
    offices.sync(offices.here, later)
    offices.forward(offices.case("дагы"), to_office="41706255000000-district-1")
    offices.sync(offices.here, later)
    assert case in [one.id for one in later.dossiers.offered()]
    assert len(later.dossiers.offered()) == 2


def _matter() -> dict[str, Any]:
    return {
        "kind": "complaint",
        "channel": "post",
        "language": "ky",
        "subject": "Көпүрө",
        "applicant": {"person": {"surname": "Асанов", "given": "Бакыт"}},
    }


def test_the_status_page_follows_the_case_to_who_has_it(offices: Offices) -> None:
    case = offices.case()
    receipt = offices.here.cases.open(case).case.registered
    offices.forward(case)
    offices.sync(offices.here, offices.there)
    page = StatusDesk(offices.centre)
    before = page.by_code(receipt.number, receipt.receipt_code, "").standing
    assert before is not None
    assert (before.stage, before.passed and before.passed.number) == ("forwarded", "")
    offices.there.dossiers.accept(case)
    offices.there.cases.do(case, "assign", {"executor": "admin", "accepted": True})
    offices.sync(offices.there)
    told = held(offices.there, case, offices.there)
    for number, code in ((receipt.number, receipt.receipt_code), (told.number, told.receipt_code)):
        found = page.by_code(number, code, "").standing
        assert found is not None
        assert (found.number, found.stage, found.passed) == (
            told.number,
            "under_consideration",
            None,
        )
