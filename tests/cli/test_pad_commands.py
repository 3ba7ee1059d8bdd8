"""A blackout pad by commands: printed, entered from JSON, spoiled, closed, proved."""

import pytest
from cli.program_runs import a_day_before, as_lines, called
from documents.reading_paper import codes, text
from services.working_desks import PASSWORD, a_complaint, new_desk

OPEN = {"AKIMAT_DESK_PASSWORD": PASSWORD}


@pytest.fixture
def folder(tmp_path):
    # Without the training clock a pad is printed by the computer's own.
    new_desk(tmp_path / "desk", clock=a_day_before(), training=True).close()
    return tmp_path / "desk"


def test_a_pad_goes_from_the_printer_to_the_journal(folder, tmp_path):
    paper, page = tmp_path / "pad.pdf", tmp_path / "page.pdf"
    made = called(
        folder, "pad", "print", "--count", "4", "--out", str(paper), "--journal-page", str(page),
        "--json", **OPEN,
    ).one  # fmt: skip
    assert (made["left"], made["first"][:8]) == (4, "К1-00001")
    assert "Каттоо журналы" in text(page.read_bytes())
    code = codes(paper.read_bytes(), dpi=203, page=1)[0]
    proved = called(folder, "verify-receipt", code, "--json", **OPEN).one
    assert (proved["number"], proved["rule"]) == (made["first"], "blank-receipt")
    assert proved["registered_on"] is None
    proof = called(folder, "verify-paper", code, "--json", **OPEN).one
    assert (proof["kind"], proof["record"]["stage"]) == ("blank-receipt", "left")

    told = a_complaint(pad_number=made["first"], registered_at="2026-12-01T09:00:00")
    blanks = called(folder, "pad", "show", made["pad"], "--json", **OPEN).lines
    assert [one["stage"] for one in blanks] == ["left"] * 4
    early = called(folder, "register", "-", "--json", given=as_lines(told), **OPEN)
    assert (early.code, early.one["error"]) == (1, "blank_too_early")
    usual = called(folder, "register", "-", "--json", given=as_lines(a_complaint(3)), **OPEN).one
    assert usual["number"][:8] == "К1-00005"
    told["registered_at"] = usual["registered_at"]
    done = called(folder, "register", "-", "--json", given=as_lines(told), **OPEN).one
    assert (done["number"], done["registered_at"]) == (made["first"], usual["registered_at"])
    again = called(folder, "register", "-", "--json", given=as_lines(told), **OPEN)
    assert again.one["error"] == "blank_taken"

    second = blanks[1]["number"]
    spoiled = called(folder, "pad", "spoil", second, "--reason", "жыртылды", "--json", **OPEN).one
    assert (spoiled["stage"], spoiled["reason"]) == ("spoiled", "жыртылды")
    assert called(folder, "pad", "spoil", blanks[2]["number"], **OPEN).code == 1
    closed = called(folder, "pad", "close", made["pad"], "--json", **OPEN).one
    assert [closed[key] for key in ("left", "entered", "spoiled", "not_used")] == [0, 1, 1, 2]
    assert called(folder, "pad", "close", made["pad"], **OPEN).code == 1
    assert called(folder, "verify", **OPEN).code == 0


@pytest.mark.parametrize(
    "told", [("print",), ("print", "--out", "x", "--count", "0"), ("close", ""), ("spoil", "7")]
)
def test_what_cannot_be_done_is_refused_in_words(folder, told):
    done = called(folder, "pad", *told, "--json", **OPEN)
    assert done.code == 1
    assert done.one["error"]
