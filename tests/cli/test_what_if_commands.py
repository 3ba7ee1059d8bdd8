"""What if, and the ledger of a case, on the command line."""

import pytest
from cli.program_runs import called
from services.working_desks import MONDAY_MORNING, GoingClock, a_complaint, new_desk

NOW = "2026-11-25T10:00:00+06:00"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    desk = new_desk(folder, training=True, password="", clock=GoingClock(MONDAY_MORNING))
    made = desk.registration.register(a_complaint(0))
    desk.cases.do(made.case, "pause", {"category": "court", "ground": "сот"})
    desk.cases.do(made.case, "resume", {"on": "2026-11-25"})
    desk.close()
    return folder, made.number


def asked(office, *told: str):
    folder, number = office
    return called(folder, "clock", "what-if", number, *told, AKIMAT_DESK_NOW=NOW)


def test_the_new_date_stands_beside_the_old(office):
    told = asked(office, "--pause", "2026-11-26", "2026-11-30", "--json").one
    assert told["now"]["statutory_on"] == "2026-12-14"
    assert told["then"]["statutory_on"] == "2026-12-16"
    assert told["refused"] is None
    assert told["then"]["runs"][-1]["last_on"] == "2026-12-16"
    shown = asked(office, "--day-off", "2026-12-01")
    assert shown.code == 0
    assert "14.12.2026" in shown.out
    assert "15.12.2026" in shown.out


def test_an_extension_without_an_established_length_is_told_and_not_promised(office):
    told = asked(office, "--extend", "3", "--json").one
    assert told["then"]["statutory_on"] == "2026-12-17"
    assert told["refused"] == {"error": "rule_length_missing", "rule": "appeal-extension"}
    shown = asked(office, "--extend", "3", "--executor", "mamyt")
    assert shown.code == 0
    assert "Мамытова А." in shown.out
    assert shown.err


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ((), 1),
        (("--pause", "2026-11-30", "2026-11-26"), 1),
        (("--executor", "ghost"), 1),
        (("--pause", "soon", "later"), 2),
        (("--extend", "some"), 2),
    ],
)
def test_what_cannot_be_supposed_is_refused(office, told, code):
    assert asked(office, *told, "--json").code == code
    assert called(office[0], "clock", "what-if", "--json").code == 1
    assert called(office[0], "clock", "confirm", "soon", "--json").one["error"] == "field_wrong"


def test_explain_tells_the_ledger_and_whose_each_day_was(office):
    folder, number = office
    told = called(folder, "explain", number, "--json", AKIMAT_DESK_NOW=NOW).one
    spans = [(one["kind"], one["first_on"], one["last_on"]) for one in told["ledger"]["spans"]]
    assert spans == [
        ("paused", "2026-11-23", "2026-11-24"),
        ("running", "2026-11-25", "2026-12-14"),
    ]
    assert told["ledger"]["spans"][0]["by"]
    assert [one["kind"] for one in told["ledger"]["marks"]] == ["registered"]
    assert told["ledger"]["calendar_moves"] == []
    booked = [day for day in told["statutory"]["days"] if day["holder"] is not None]
    assert [day["day"] for day in booked] == ["2026-11-24", "2026-11-25"]
    shown = called(folder, "explain", number, AKIMAT_DESK_NOW=NOW).out
    assert "23.11.2026 – 24.11.2026" in shown
    assert "Токтоналиев Б." in shown


def test_the_notice_of_a_pause_is_printed_and_then_recorded(office, tmp_path):
    folder, number = office
    asked_for = ("clock", "notice", number)
    assert called(folder, *asked_for, "--json", AKIMAT_DESK_NOW=NOW).one["notices"] == ["pause"]
    recorded = (*asked_for, "--of", "pause", "--given", "--json")
    assert called(folder, *recorded, AKIMAT_DESK_NOW=NOW).one["was_given"] is True
    assert called(folder, *recorded, AKIMAT_DESK_NOW=NOW).one["was_given"] is False
    for wrong in (("--given",), ("--of", "extension", "--given")):
        assert called(folder, *asked_for, *wrong, "--json", AKIMAT_DESK_NOW=NOW).code == 1
