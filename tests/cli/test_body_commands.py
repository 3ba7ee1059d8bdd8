"""Other bodies on the command line: the directory, a letter, a reminder, their answer."""

import json

import pytest
from cli.program_runs import called
from services.working_desks import MONDAY_MORNING, GoingClock, a_complaint, new_desk

REGISTRY = "Ноокат жер кадастры"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    clock = GoingClock(MONDAY_MORNING + 7 * 86_400_000)
    desk = new_desk(found, training=True, password="", clock=clock)
    desk.office.hold_post("head", "admin")
    desk.registration.register(a_complaint(0))
    desk.close()
    return found


@pytest.fixture(scope="module")
def number(folder):
    return called(folder, "list", "--json").lines[0]["number"]


def told(folder, *arguments, **wish):
    given = json.dumps(wish).encode()
    return called(folder, *arguments, "--json-file", "-", "--json", given=given)


def test_a_body_is_recorded_found_in_both_languages_and_ended(folder):
    made = told(folder, "bodies", "add", name_ky=REGISTRY, name_ru="Ноокатский кадастр")
    assert made.code == 0, made.err
    assert made.one["name_ru"] == "Ноокатский кадастр"
    for typed in ("ноокат кад", "НООКАТСКИЙ"):
        found = called(folder, "bodies", "find", typed, "--json").lines
        assert [one["body"] for one in found] == [made.one["body"]]
    assert called(folder, "bodies", "end", REGISTRY, "--on", "2026-01-01", "--json").code == 0
    assert called(folder, "bodies", "find", "ноокат кад", "--json").lines == []
    assert called(folder, "bodies", "again", REGISTRY, "--json").code == 0
    refused = called(folder, "bodies", "end", "эч ким", "--json")
    assert (refused.code, refused.one["error"]) == (1, "body_unknown")


def test_a_letter_a_reminder_and_the_answer_by_its_number(folder, number, tmp_path):
    wish = {"body": REGISTRY, "about": "чек ара", "ground": "Жер кодекси, 12-берене"}
    letter = tmp_path / "letter.pdf"
    made = told(
        folder, "asks", "ask", number, "--out", str(letter), **wish, expected_on="2099-03-02"
    )
    assert made.code == 0, made.err
    assert letter.read_bytes().startswith(b"%PDF")
    reminded = told(folder, "asks", "remind", number, expected_on="2099-04-01")
    assert reminded.code == 0, reminded.err
    (line,) = called(folder, "asks", "list", "--json").lines
    assert (line["body"], line["letter"]) == (REGISTRY, made.one["number"])
    assert line["expected_on"] == "2099-04-01"
    done = told(folder, "asks", "answered", made.one["number"], number="04-17/311")
    assert done.code == 0, done.err
    assert called(folder, "asks", "list", "--json").lines == []
    again = told(folder, "asks", "answered", made.one["number"], number="04-17/311")
    assert again.one["error"] == "ask_answered"
    unknown = told(folder, "asks", "answered", "77/1999")
    assert (unknown.one["error"], unknown.one["ask"]) == ("ask_unknown", "77/1999")


def test_a_notice_of_the_asking_is_printed(folder, number, tmp_path):
    notice = tmp_path / "notice.pdf"
    done = called(folder, "clock", "notice", number, "--of", "asking", "--out", str(notice))
    assert done.code == 0, done.err
    assert notice.read_bytes().startswith(b"%PDF")
