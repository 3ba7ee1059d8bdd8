"""What the QR code of a paper proves, and what the desk knows of the paper."""

import pytest
from cli.program_runs import called
from documents.reading_paper import codes
from services.test_act_desk import A_CERTIFICATE, an_order, desks, meet, ready, with_a_head
from services.working_desks import a_complaint, a_desk, new_desk

from akimat_desk.services.errors import ReceiptAltered, StationUnknown

_ = desks


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as found:
        yield with_a_head(found)


def code_of(paper: bytes) -> str:
    """As a reader sees it on the last page."""
    (text,) = (one for one in codes(paper, dpi=203) if one.startswith("AD1:"))
    return text


def test_the_code_of_an_act_names_it_and_the_desk_knows_who_signs_and_what_about(desk):
    issued = desk.act_desk.issue(an_order("Жолду ачуу жөнүндө"))
    proof = desk.paper_proofs.check(code_of(issued.paper.data))
    assert (proof.kind, proof.number) == ("order", issued.number)
    assert proof.made_on == desk.cases.today()
    assert len(proof.digest) == 16
    state = desk.act_desk.state(issued.act)
    assert proof.record.signatory == state.issued.signatory
    assert (proof.record.subject, proof.record.stage) == ("Жолду ачуу жөнүндө", "numbered")


def test_a_paper_that_holds_no_more_is_genuine_and_says_so(desk):
    wrong = desk.act_desk.issue(an_order("Туура эмес"))
    right = desk.act_desk.issue(an_order("Туура", replaces=wrong.act))
    proof = desk.paper_proofs.check(code_of(wrong.paper.data))
    assert (proof.record.stage, proof.record.replaced_by) == ("replaced", right.act)
    desk.act_desk.annul(right.act, "эки жолу")
    assert desk.paper_proofs.check(code_of(right.paper.data)).record.stage == "annulled"


def test_the_code_of_a_receipt_is_read_by_the_same_command(desk):
    case = desk.cases.find(desk.registration.register(a_complaint()).number)
    proof = desk.paper_proofs.check(code_of(desk.papers.receipt(case, form="roll80").data))
    assert (proof.kind, proof.number) == ("receipt", desk.cases.newest(1)[0].number)
    assert (proof.record.id, proof.record.stage) == (case, "issued")
    assert proof.due_on is not None


def test_one_changed_character_proves_nothing(desk):
    text = code_of(desk.act_desk.issue(an_order()).paper.data)
    for place in range(len(text)):
        altered = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        with pytest.raises((ReceiptAltered, StationUnknown)):
            desk.paper_proofs.check(altered)


def test_the_copy_of_an_act_bears_the_code_of_the_act(desk):
    case = desk.cases.find(desk.registration.register(a_complaint()).number)
    issued = desk.act_desk.issue(A_CERTIFICATE, case)
    copy = desk.act_desk.copy(issued.act)
    assert code_of(copy.data) == code_of(issued.paper.data)


def test_a_paper_of_another_desk_of_the_office_is_genuine_and_known_here(desks):
    one, other = desks
    text = code_of(one.act_desk.issue(an_order()).paper.data)
    assert other.paper_proofs.check(text).record is None
    meet(one, other)
    assert other.paper_proofs.check(text).record.stage == "numbered"


def test_the_command_line_tells_genuine_altered_and_unknown_by_its_code(tmp_path):
    made = {}
    for name in ("one", "two"):
        found = ready(new_desk(tmp_path / name, training=True, password=""))
        made[name] = code_of(found.act_desk.issue(an_order()).paper.data)
        found.close()
    done = called(tmp_path / "one", "verify-paper", made["one"], "--json")
    assert (done.code, done.one["genuine"], done.one["kind"]) == (0, True, "order")
    assert done.one["record"]["stage"] == "numbered"
    changed = made["one"][:-1] + ("A" if made["one"][-1] != "A" else "B")
    done = called(tmp_path / "one", "verify-paper", changed, "--json")
    assert (done.code, done.one["error"]) == (1, "receipt_altered")
    done = called(tmp_path / "one", "verify-paper", made["two"], "--json")
    assert (done.code, done.one["error"]) == (3, "station_unknown")
