"""Reception and hotline on the command line: one day from the schedule to the report."""

import json

import pytest
from cli.program_runs import a_day_before, as_lines, called
from services.working_desks import new_desk

TODAY = "2026-12-01"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    new_desk(found, training=True, password="", clock=a_day_before()).close()
    return found


def told(path, **facts):
    path.write_text(json.dumps(facts), encoding="utf-8")
    return str(path)


def a_card(*questions, **more):
    applicant = {"person": {"surname": "Асанов", "given": "Бек", "phone": "0555 112233"}}
    facts = {"official": "tokton", "applicant": applicant, "place_ky": "3-каана"}
    return facts | {"questions": [*questions]} | more


def test_the_schedule_and_the_list_of_a_day_are_told_and_printed(folder, tmp_path):
    row = told(
        tmp_path / "row.json", official="mamyt", weekday=1, opens="14:00", closes="16:00",
        place_ky="3-каана",
    )  # fmt: skip
    door, listed = tmp_path / "door.pdf", tmp_path / "listed.pdf"
    (shown,) = called(folder, "reception", "schedule", row, "--out", str(door), "--json").lines
    assert (shown["official"], shown["weekday"]) == ("mamyt", 1)
    line = told(tmp_path / "line.json", official="mamyt", on=TODAY, name="Асанов", time="14:10")
    sign_up = called(folder, "reception", "sign-up", line, "--json").one["sign_up"]
    day = ("--official", "mamyt", "--on", TODAY)
    row = called(folder, "reception", "sign-up", *day, "--out", str(listed), "--json").one
    assert (row["id"], row["standing"]) == (sign_up, "waiting")
    assert called(folder, "reception", "sign-up", line, "--json").one["error"] == "sign_up_taken"
    came = told(tmp_path / "card.json", **a_card(official="mamyt", sign_up=sign_up))
    number = called(folder, "reception", "card", came, "--json").one["number"]
    row = called(folder, "reception", "sign-up", *day, "--json").one
    assert (row["standing"], row["card_number"]) == ("came", number)
    for file in (door, listed):
        assert file.stat().st_size > 1000


def test_cards_are_written_settled_and_told_in_minutes_lists_and_a_report(folder, tmp_path):
    cards = as_lines(
        a_card({"text": "Суу"}),
        a_card({"text": "Жол", "outcome": "settled_on_the_spot"}, close=True),
        a_card(official="nobody"),
    )
    done = called(folder, "reception", "card", "-", "--json", given=cards)
    first, second, refused = done.lines
    assert (done.code, refused["error"], refused["line"]) == (1, "staff_unknown", 3)
    assert (first["stage"], second["stage"]) == ("open", "closed")
    assert second["code"][:3] in second["dictation"]
    settled = told(
        tmp_path / "settled.json", question=1, outcome="instruction", words="Сууну бер",
        executor="mamyt", due_on="2026-12-04",
    )  # fmt: skip
    slip = tmp_path / "slip.pdf"
    how = ("--number", first["number"], "--close", "--slip", "--out", str(slip), "--json")
    after = called(folder, "reception", "settle", settled, *how).one
    assert (after["stage"], after["questions"][0]["promise"]) == ("closed", "open")
    number = after["questions"][0]["case_number"]
    assert called(folder, "show", number, "--json").one["number"] == number

    minutes, tasks, report = (tmp_path / name for name in ("m.pdf", "t.pdf", "r.xlsx"))
    day = ("--official", "tokton", "--on", TODAY)
    shown = called(folder, "reception", "minutes", *day, "--out", str(minutes), "--json").one
    assert (shown["cards"], shown["questions"]) == (2, 2)
    task = called(folder, "reception", "instructions", "--on", TODAY, "--out", str(tasks), "--json")
    assert (task.one["executor"], task.one["state"]) == ("mamyt", "open")
    period = ("--period", "2026-12", "--official", "tokton", "--reason", "report")
    found = called(folder, "reception", "report", *period, "--out", str(report), "--json").one
    assert found["total"]["settled_on_the_spot"] == found["total"]["instruction"] == 1
    for file in (slip, minutes, tasks, report):
        assert file.stat().st_size > 1000


def test_a_question_is_asked_and_settled_in_one_go_and_a_card_is_annulled(folder, tmp_path):
    card = told(tmp_path / "card.json", **a_card(applicant={"anonymous": True}, form="hotline"))
    number = called(folder, "reception", "card", card, "--json").one["number"]
    settled = told(tmp_path / "s.json", text="Жол", outcome="explained", words="Пландалган")
    after = called(folder, "reception", "settle", settled, "--number", number, "--json").one
    assert [one["outcome"] for one in after["questions"]] == ["explained"]
    shown = called(
        folder, "reception", "card", "--number", number, "--annul", "ката",
        AKIMAT_DESK_LANGUAGE="ru",
    )  # fmt: skip
    assert shown.code == 0
    assert f"Карточка {number}" in shown.out
    again = called(folder, "reception", "card", "--number", number, "--annul", "ката", "--json")
    assert again.one["error"] == "card_over"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (("card",), "field_wrong"),
        (("card", "--number", "П1-09999/26-1"), "record_not_found"),
        (("settle", "--number", "nothing"), "record_not_found"),
        (("minutes", "--official", "asanova"), "field_wrong"),
        (("report",), "field_wrong"),
        (("report", "--period", "yesterday"), "field_wrong"),
        (("schedule", "--end", "nothing"), "schedule_unknown"),
        (("sign-up",), "field_wrong"),
        (("sign-up", "--official", "nobody"), "staff_unknown"),
    ],
)
def test_a_mistake_is_told_by_its_code(folder, told, code):
    done = called(folder, "reception", *told, "--json")
    assert (done.code, done.one["error"]) == (1, code)
    assert done.err.strip()
