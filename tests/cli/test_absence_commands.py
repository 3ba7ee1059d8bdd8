"""Absence and leaving on the command line."""

import pytest
from cli.program_runs import a_day_before, called
from services.working_desks import a_complaint, new_desk

FORTNIGHT = ("--from", "2026-12-01", "--to", "2026-12-14")


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "desk"
    desk = new_desk(found, training=True, password="", clock=a_day_before())
    for place in range(2):
        desk.registration.register(a_complaint(place, sheets=3))
    desk.close()
    return found


def test_an_absence_is_seen_before_it_is_entered_and_passes_cases(folder):
    told = ("tokton", "mamyt", *FORTNIGHT, "--ground", "№ 14-к")
    seen = called(folder, "absence", "preview", *told, "--json")
    assert [row["to"] for row in seen.lines] == ["Мамытова А."] * 2
    assert "Мамытова А" in seen.err
    assert called(folder, "duties", "absent", "--json").lines == []
    made = called(folder, "absence", "add", *told, "--json").one["absence"]
    (row,) = called(folder, "duties", "absent", "--json").lines
    assert (row["absence"], row["until_on"], row["ground"]) == (made, "2026-12-14", "№ 14-к")
    assert called(folder, "duties", "run", "--json").lines == []
    assert called(folder, "leaving", "show", "tokton", "--json").lines == []
    done = called(folder, "absence", "change", made, "--to", "2026-11-30", "--json")
    assert done.code == 0, done.err
    back = called(folder, "leaving", "show", "tokton", "--json")
    assert len(back.lines) == 2


def test_cases_of_an_absence_entered_before_pass_on_its_day(folder):
    later = "2026-12-02T09:00:00+06:00"
    told = ("--from", "2026-12-02", "--to", "2026-12-14")
    assert called(folder, "substitute", "tokton", "mamyt", *told).code == 0
    assert called(folder, "duties", "run", "--json").lines == []
    run = called(folder, "duties", "run", "--json", AKIMAT_DESK_NOW=later)
    assert run.one == {
        "absent": "Токтоналиев Б.",
        "substitute": "Мамытова А.",
        "until_on": "2026-12-14",
        "cases": 2,
    }


def test_a_leaver_hands_over_before_the_leaving_is_recorded(folder, tmp_path):
    refused = called(folder, "staff", "end", "tokton", "--json")
    assert refused.one == {"error": "staff_holds_cases", "login": "tokton", "count": 2}
    assert len(called(folder, "leaving", "show", "tokton", "--json").lines) == 2
    done = called(
        folder, "leaving", "hand-over", "tokton", "mamyt", "--ground", "№ 15-к",
        "--also", "К журналы", "--json",
    ).one  # fmt: skip
    assert (done["cases"], done["kept"]) == (2, [])
    early = called(folder, "leaving", "sign", done["act"], "--json")
    assert early.one["error"] == "hand_over_not_printed"
    paper = tmp_path / "act.pdf"
    shown = called(folder, "leaving", "print", done["act"], "--lang", "ru", "--out", str(paper))
    assert shown.code == 0, shown.err
    assert paper.read_bytes().startswith(b"%PDF")
    signed = called(folder, "leaving", "sign", done["act"], "--scan", str(paper), "--json")
    assert signed.one["signed"]
    (line,) = called(folder, "leaving", "list", "--json").lines
    assert (line["state"], line["signed_on"], line["cases"]) == ("signed", "2026-12-01", 2)
    assert called(folder, "staff", "end", "tokton", "--json").code == 0


@pytest.mark.parametrize(
    ("told", "error"),
    [
        (("leaving", "show", "nobody"), "staff_unknown"),
        (("leaving", "print", "nothing"), "field_wrong"),
        (("leaving", "sign", "nothing"), "field_wrong"),
        (("leaving", "hand-over", "tokton", "tokton"), "field_wrong"),
        (("absence", "preview", "tokton", "", "--to", "2026-12-14"), "staff_unknown"),
        (("absence", "change", "nothing", "--to", "2026-12-14"), "field_wrong"),
    ],
)
def test_what_cannot_be_is_refused(folder, told, error):
    found = called(folder, *told, "--json")
    assert (found.code, found.one["error"]) == (1, error)
