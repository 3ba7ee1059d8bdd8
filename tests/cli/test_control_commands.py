"""Control by other bodies on the command line: list, letters, who else is answered."""

import json

import pytest
from cli.program_runs import a_day_before, called
from services.working_desks import a_complaint, new_desk

DEPUTY = "Депутат К. Асанов"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    desk = new_desk(found, training=True, password="", clock=a_day_before())
    desk.office.hold_post("head", "admin", order="№ 1")
    desk.close()
    return found


def told(tmp_path, **keys):
    path = tmp_path / "told.json"
    path.write_text(json.dumps(keys), encoding="utf-8")
    return str(path)


def test_an_instruction_goes_from_registration_to_its_end(folder, tmp_path):
    matter = a_complaint(
        kind="instruction",
        applicant={"organisation": {"name": "Облус"}},
        came_through={
            "body": "Облус",
            "number": "12-4",
            "dated_on": "2026-11-20",
            "control_on": "2026-12-03",
            "answer_also_to": [DEPUTY],
        },
    )
    line = told(tmp_path, **matter)
    number = called(folder, "register", line, "--json").one["number"]
    assert number.startswith("М")
    (row,) = called(folder, "control-list", "--scope", "open", "--json").lines
    assert (row["number"], row["letter"], row["also"]) == (number, "12-4", [DEPUTY])
    letter = called(folder, "control-letter", number, "--json").one
    assert letter["addressee"]["body"] == "Облус"
    letter["told"] |= {"done": ["Аткарылды."], "result": "Жооп берилди."}
    issue = ("acts", "issue", "--case", number, "--json-file", told(tmp_path, **letter), "--json")
    report = called(folder, *issue).one["number"]
    (row,) = called(folder, "control-list", "--json").lines
    assert (row["state"], row["report"]) == ("reported", report)
    lift = told(tmp_path, control=row["control"], by="Облус", ground="№ 15")
    assert called(folder, "do", number, "lift", "--json-file", lift).code == 0
    ending = ("do", number, "close", "--json-file", told(tmp_path, outcome="explained"), "--json")
    refused = called(folder, *ending).one
    assert (refused["error"], refused["awaited"]) == ("answers_awaited", [DEPUTY])
    sent = told(tmp_path, to=DEPUTY, number="9")
    assert called(folder, "do", number, "answer-sent", "--json-file", sent).code == 0
    done = called(folder, "do", number, "close", "--json-file", told(tmp_path, outcome="explained"))
    assert done.code == 0, done.err
    file = tmp_path / "list.pdf"
    shown = called(folder, "control-list", "--scope", "over", "--out", str(file), "--lang", "ru")
    assert "Облус, № 15" in shown.out
    assert file.read_bytes().startswith(b"%PDF")


def test_a_case_nobody_controls_has_nothing_to_report(folder, tmp_path):
    matter = told(tmp_path, **a_complaint(7))
    number = called(folder, "register", matter, "--json").one["number"]
    assert called(folder, "control-letter", number, "--json").one["error"] == "control_unknown"
    covering = called(folder, "control-letter", number, "--covering", "--to", "Сот", "--json").one
    assert covering["addressee"]["body"] == "Сот"
