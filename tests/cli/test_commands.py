"""Every command, as a person reads it and as a program does."""

import json
import os
import re
import subprocess
from argparse import _SubParsersAction
from pathlib import Path

import pytest
from cli.program_runs import PROGRAM, a_day_before, as_lines, called, run, surroundings
from services.scan_samples import a_png
from services.working_desks import PASSWORD, a_complaint, new_desk

from akimat_desk.cli import program
from akimat_desk.paths import RESOURCES
from akimat_desk.storage.workspace import DATABASE

OPEN = {"AKIMAT_DESK_PASSWORD": PASSWORD, "AKIMAT_DESK_LOGIN": "admin"}
WITHOUT = {
    "salvage", "restore", "gallery", "demo", "enrol", "sync", "share", "outbox", "screenshots",
}  # fmt: skip
"""Commands whose own tests lie elsewhere: they need a centre or a second desk."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    new_desk(found, clock=a_day_before(), training=True).close()
    return found


@pytest.fixture(scope="module")
def number(folder):
    done = run(folder, "register", "-", "--json", given=as_lines(a_complaint()), **OPEN)
    assert done.code == 0, done.err
    return done.one["number"]


def commands(folder) -> list[str]:
    told = run(folder, "--help").out
    listed = told.partition("COMMAND\n")[2].partition("\noptions:")[0]
    return re.findall(r"^    ([a-z-]+)", listed, re.MULTILINE)


def _inspection(out) -> str:
    told = out / "inspection.json"
    told.write_text(
        json.dumps(
            {
                "entrepreneur": "ЖИ Асанов К.", "body": "Салык кызматы", "subject": "касса",
                "inspectors": [{"name": "Токтогулов А."}], "ground": "№ 14", "plan": "2026",
                "starts_on": "2026-11-30", "ends_on": "2026-12-04",
            }
        )
    )  # fmt: skip
    return str(told)


@pytest.mark.parametrize("room", program.ROOMS)
def test_every_command_is_looked_for_in_the_room_where_it_stands(room):
    parser = program._parser((room,))
    standing = next(one for one in parser._actions if isinstance(one, _SubParsersAction))
    assert list(standing.choices) == program.ROOMS[room].split()


def test_no_room_of_commands_is_forgotten():
    rooms = {path.stem for path in Path(program.__file__).parent.glob("*_commands.py")}
    parts = {"succession_commands", "what_if_commands"}
    assert set(program.ROOMS) | parts == rooms


@pytest.mark.parametrize(
    ("told", "rooms"),
    [
        (["verify"], {"setup_commands"}),
        (["--json", "--data", "show", "--login", "act", "list", "pad"], {"case_commands"}),
        (["--dat", "show", "acts", "--help"], {"act_commands"}),
        (["--help", "acts"], set(program.ROOMS)),
        (["--data"], set(program.ROOMS)),
        (["nonsense", "acts"], set(program.ROOMS)),
        ([], set(program.ROOMS)),
    ],
)
def test_the_room_of_the_named_command_alone_is_loaded(told, rooms):
    assert set(program._rooms_of(told)) == rooms


def calls(folder, number: str, out) -> dict[str, list[list[str]]]:
    scan = out / "scan.png"
    scan.write_bytes(a_png())
    matter = out / "matter.json"
    matter.write_text(json.dumps(a_complaint(os.getpid() + len(list(out.iterdir())))))
    villages = out / "villages.csv"
    villages.write_text("village\nКөк-Бел\n", encoding="utf-8")
    wish = out / "wish.json"
    wish.write_text('{"executor": "mamyt", "accepted": true}')
    login = f"bek{out.stat().st_ino}"
    period = ["--from", "2026-01-01", "--to", "2026-12-31"]
    why = ["--reason", "report"]
    return {
        "init": [["init", "--office", "41706242000000", "--training", "--data", str(out / "new")]],
        "verify": [["verify"]],
        "access": [["access", "list"], ["access", "list", "--case", number]],
        "audit": [["audit", "--limit", "3"]],
        "rebuild": [["rebuild"]],
        "digest": [["digest"]],
        "catalogues": [["catalogues", "offered"], ["catalogues", "rows", "channels"]],
        "addresses": [["addresses", "import", str(villages)], ["addresses", "count"]],
        "selftest": [["selftest"]],
        "office": [
            ["office", "show"],
            ["office", "history"],
            ["office", "rename", "--name-ky", "Ноокат", "--bent", "genitive=Ноокаттын"],
            ["office", "post", "--post", "deputy", "--who", "mamyt", "--order", "№ 2"],
            ["office", "succeed", "--kind", "split", "--name-ky", "Кара-Суу", "--order", login],
            [
                "office",
                "set",
                "--name-ky",
                "Ноокат району",
                "--name-ru",
                "Ноокат",
                "--address-ky",
                "Ленин көч., 1",
                "--phone",
                "03230 5-11-22",
                "--head",
                "admin",
                "--order",
                "№ 1",
            ],
        ],
        "responsibility": [
            ["responsibility", "list"],
            ["responsibility", "add", "mamyt", "--order", "№ 14", "--order-on", "2026-11-02"],
        ],
        "staff": [
            ["staff", "list"],
            [
                "staff",
                "add",
                login,
                "--surname",
                "Беков",
                "--given",
                "Азамат",
                "--role",
                "executor",
                "--post",
                "адис|специалист",
                "--phone",
                "1",
                "--room",
                "2",
            ],
            ["staff", "end", login, "--order", "№ 3"],
        ],
        "account": [["account", "enable", "asanova"], ["account", "codes"]],
        "erase": [["erase", number], ["erase", "--list"]],
        "substitute": [
            [
                "substitute",
                "tokton",
                "mamyt",
                *_days(out, 1),
                "--ground",
                "командировка",
            ]
        ],
        "settings": [["settings", "show"], ["settings", "set", "scan_folder", "/tmp"]],
        "register": [["register", str(matter)]],
        "show": [["show", number]],
        "history": [["history", number]],
        "explain": [["explain", number]],
        "list": [
            ["list"],
            ["list", "--query", "омурбеков", "--limit", "1"],
        ],
        "export": [["export", "list", "--out", str(out / "list.csv"), "--reason", "текшерүү"]],
        "applicants": [["applicants"], ["applicants", "--query", "өмүр"]],
        "do": [
            ["do", number, "note", "--json-file", str(_note(out))],
            ["do", number, "assign", "--json-file", str(wish)],
        ],
        "actions": [["actions"]],
        "attach": [["attach", number, str(scan)]],
        "deadline": [["deadline", "--rule", "appeal", "--from", "2026-12-01"]],
        "calendar": [["calendar", "show"], ["calendar", "show", "2026"]],
        "rules": [["rules", "list"]],
        "clock": [["clock", "report"], ["clock", "show"], ["clock", "confirm", "2026-12-01"]],
        "pen-sheet": [["pen-sheet", "--again", "--out", str(out / "sheet.pdf")]],
        "resolutions": [["resolutions"]],
        "head": [["head", "--out", str(out / "head.pdf"), "--lang", "ru"]],
        "reminders": [["reminders", "--day", "2027-03-01"]],
        "control-list": [
            ["do", number, "control", "--json-file", str(_control(out))],
            ["control-list"],
            ["control-list", "--scope", "open", "--body", "жогорку кеңеш"],
        ],
        "control-letter": [["control-letter", number], ["control-letter", number, "--covering"]],
        "department": [["department", "Жер бөлүмү", "--head", "mamyt"]],
        "absence": [
            ["absence", "preview", "mamyt", "tokton", *_days(out, 5)],
            ["absence", "add", "mamyt", "tokton", *_days(out, 5), "--ground", "№ 5"],
        ],
        "duties": [["duties", "run"], ["duties", "absent"]],
        "leaving": [["leaving", "show", "tokton"], ["leaving", "list"]],
        "requests": [["requests", "report"]],
        "incoming": [["incoming", "list"]],
        "inspections": [
            ["inspections", "add", "--json-file", _inspection(out)],
            ["inspections", "list"],
        ],
        "visits": [
            ["do", number, "visit-order", "--json-file", str(_visit(out))],
            ["visits", "list", number],
        ],
        "barriers": [["barriers", "report"]],
        "bodies": [
            ["bodies", "list"],
            ["bodies", "add", "Ноокат жер кадастры"],
            ["bodies", "end", "Ноокат жер кадастры"],
            ["bodies", "learned"],
        ],
        "asks": [
            ["do", number, "ask-body", "--json-file", str(_ask(out))],
            ["asks", "list"],
        ],
        "reception": [
            ["reception", "schedule", str(_receives(out))],
            ["reception", "card", str(_received(out))],
            ["reception", "report", "--period", "2026", *why, "--out", str(out / "reception.pdf")],
        ],
        "journal": [
            ["journal", "--kind", "registration", *period, *why, "--out", str(out / "journal.pdf")]
        ],
        "report": [["report", "--period", "2026", *why, "--out", str(out / "report.xlsx")]],
        "acts": [
            ["acts", "preview", "--json-file", str(_certificate(out))],
            ["acts", "issue", "--json-file", str(_certificate(out)), "--out", str(out / "a.pdf")],
            ["acts", "list"],
        ],
        "templates": [
            ["templates", "list"],
            ["templates", "show", "order"],
            ["templates", "lint", str(RESOURCES / "templates" / "order")],
            ["templates", "sample", "order", "--out", str(out / "order.pdf")],
        ],
        "pen": [["pen", "show"]],
        "pad": [
            ["pad", "print", "--count", "2", "--out", str(out / "pad.pdf")],
            ["pad", "show"],
        ],
        "files": _files(out),
        "volumes": [
            ["volumes", "show"],
            ["volumes", "close"],
            ["volumes", "selectable"],
            ["volumes", "print", "--paper", "nomenclature", "--out", str(out / "files.pdf")],
        ],
        "year-end": [["year-end", "2026", "--preview"]],
        "backup": [["backup", str(out / "copies")], ["backup", str(out / "copies"), "--list"]],
        "disputes": [["disputes"]],
        "number-clashes": [["number-clashes"]],
        "support": [["support", "--out", str(out / "support.json")]],
        "stamp": [["stamp", number, "--out", str(out / "stamp.pdf")]],
        "act": [["act", number, "nothing", "--out", str(out / "act.pdf")]],
        "receipt": [["receipt", number, "--out", str(out / "receipt.pdf")]],
        "verify-receipt": [["verify-receipt", "nothing"]],
        "verify-paper": [["verify-paper", "nothing"]],
    }


def _files(out) -> list[list[str]]:
    """A year of its own each time, so that every call finds a list without rows."""
    year = str(2000 + out.stat().st_ino % 180)
    return [
        ["files", "add", f"02-{out.stat().st_ino}", "--title", "Арыздар|Заявления"],
        ["files", "list"],
        ["files", "add", "02-01", "--year", year, "--title", "Арыздар", "--term", "5"],
        ["files", "copy-forward", "--year", year, "--preview"],
        ["files", "copy-forward", "--year", year],
        ["files", "drop", "02-01", "--year", year],
    ]


def _days(out, month: int) -> list[str]:
    """Of another year for every test of this file: nobody is absent twice on one day."""
    year = 2030 + len(list(out.parent.iterdir()))
    return ["--from", f"{year}-{month:02d}-01", "--to", f"{year}-{month:02d}-05"]


def _certificate(out):
    path = out / "certificate.json"
    told = {
        "person": "Асанова Гүлнара Бакытовна",
        "address": "Көк-Жар айылы",
        "members": [{"name": "Асанов Бакыт", "kin": "атасы", "born": "1960"}],
        "place_of_use": "мектепке",
    }
    wish = {"template": "family-certificate", "told": told}
    path.write_text(json.dumps(wish), encoding="utf-8")
    return path


def _control(out):
    path = out / "control.json"
    told = '{"body": "Жогорку Кеңеш", "due_on": "2026-12-09", "number": "7"}'
    path.write_text(told, encoding="utf-8")
    return path


def _visit(out):
    path = out / "visit.json"
    on = f"20{30 + out.stat().st_ino % 60}-03-01"
    told = {"on": on, "chair": {"login": "tokton"}, "place": "Көк-Жар"}
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def _ask(out):
    path = out / "ask.json"
    told = {"body": "Ноокат жер кадастры", "about": "чек ара", "ground": "Жер кодекси"}
    path.write_text(json.dumps(told | {"expected_on": f"20{30 + out.stat().st_ino % 60}-03-01"}))
    return path


def _receives(out):
    path = out / "receives.json"
    told = {"official": "mamyt", "weekday": 0, "opens": "09:00", "closes": "12:00"}
    path.write_text(json.dumps(told | {"place_ky": "12-каана"}), encoding="utf-8")
    return path


def _received(out):
    path = out / "received.json"
    asked = [{"text": "Суу жок", "outcome": "settled_on_the_spot"}]
    told = {"official": "mamyt", "applicant": {"anonymous": True}, "questions": asked}
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def _note(out):
    path = out / "note.json"
    path.write_text('{"text": "эскертүү"}', encoding="utf-8")
    return path


MAY_BE_EMPTY = [
    ["catalogues", "offered"],
    ["disputes"],
    ["number-clashes"],
    ["duties", "run"],
    ["duties", "absent"],
    ["leaving", "show", "tokton"],
    ["leaving", "list"],
    ["volumes", "show"],
    ["volumes", "close"],
    ["volumes", "selectable"],
    ["bodies", "learned"],
    ["erase", "--list"],
    ["incoming", "list"],
]
REFUSED = {"act", "verify-receipt", "verify-paper"}


def test_every_command_that_help_lists_is_tried_here_or_named_as_tried_elsewhere(folder, tmp_path):
    assert set(commands(folder)) - WITHOUT <= set(calls(folder, "К1-00001/26-1", tmp_path))


@pytest.mark.parametrize("form", ["human", "json"])
def test_every_command_answers_in_both_forms(folder, number, tmp_path, form):
    listed = set(commands(folder))
    wrong = [
        found
        for name, ways in calls(folder, number, tmp_path).items()
        if name in listed
        for told in ways
        if (found := _wrong_with(folder, name, told, form))
    ]
    assert wrong == []


def _wrong_with(folder, name, told, form):
    """What a command did that it should not; each runs in the wake of those before it."""
    shown = [] if form == "human" else ["--json"]
    secret = {"AKIMAT_DESK_NEW_PASSWORD": "жаңы сыр сөз 1"}
    done = called(folder, *told, *shown, **secret, **_signed(name))
    if done.code != (1 if name in REFUSED else 0):
        return told, done.code, done.out, done.err
    if form == "json":
        is_told = all(isinstance(line, dict) for line in done.lines)
        is_told = is_told and (bool(done.lines) or told in MAY_BE_EMPTY)
    else:
        is_told = bool(done.out.strip()) or name in REFUSED or told[:2] == ["settings", "show"]
    return None if is_told else (told, "nothing told")


def _signed(name: str) -> dict[str, str]:
    return {} if name == "init" else OPEN


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (["poem"], 2),
        (["show"], 2),
        (["list", "--limit", "many"], 2),
        (["list", "--due", "yesterday"], 2),
        (["substitute", "a", "b", "--from", "31.12.2026", "--to", "2027-01-01"], 2),
        (["register"], 2),
        (["show", "К1-00001/26-0"], 1),
        (["show", "К1-99999/26-9"], 1),
        (["show", ""], 1),
        (["show", "1"], 1),
        (["show", "'; DROP TABLE entry"], 1),
        (["explain", "К9"], 1),
        (["history", "41706242000000-district-2:К1-00001"], 1),
        (["do", "К1-00001", "fly"], 1),
        (["deadline", "--rule", "poem", "--from", "2026-12-01"], 1),
        (["deadline", "--rule", "appeal", "--from", "9999-12-31"], 0),
        (["deadline", "--rule", "appeal", "--from", "0001-01-01"], 0),
        (["calendar", "show", "99999"], 1),
        (["calendar", "show", "-1"], 1),
        (["staff", "add", "bek"], 1),
        (["staff", "add"], 1),
        (["staff", "end", "nobody"], 1),
        (["staff", "add", "bek", "--surname", "Б", "--role", "king"], 1),
        (["responsibility", "add", "nobody"], 1),
        (["responsibility", "add", "mamyt", "--topic", "poem"], 1),
        (["substitute", "tokton", "mamyt", "--from", "2026-12-05", "--to", "2026-12-01"], 1),
        (["substitute", "tokton", "nobody", "--from", "2026-12-01", "--to", "2026-12-01"], 1),
        (["settings", "set"], 1),
        (["account", "enable", "nobody"], 1),
        (["list", "--after", "2026-12-01:"], 0),
        (["list", "--after", "x:99999999999999999999"], 0),
        (["list", "--after", "::"], 0),
        (["list", "--limit", "-5"], 0),
        (["list", "--state", "poem"], 0),
        (["list", "--responsible", "nobody"], 0),
        (["list", "--query", "\"(a:b NEAR -'"], 0),
        (["receipt", "К1-00001", "--lang", "tlh", "--out", "/tmp/x"], 2),
        (["receipt", "К1-77777", "--out", "/tmp/x"], 1),
        (["verify-receipt", ""], 1),
        (["verify-receipt", "A" * 3000], 1),
        (["verify-receipt", "AKIMAT1:" + "9" * 200], 1),
        (["attach", "К1-00001", "/nowhere.pdf"], 3),
    ],
)
def test_a_mistake_ends_with_its_code_and_a_sentence(folder, number, told, code):
    told = [one.replace("К1-00001", number[:8]) for one in told]
    done = called(folder, *told, "--json", AKIMAT_DESK_NEW_PASSWORD="жаңы сыр сөз 1", **OPEN)
    assert done.code == code, (done.out, done.err)
    if code in (1, 3, 4):
        assert done.one["error"]
    if code:
        assert done.err.strip()


def test_the_common_options_stand_before_or_after_the_command(folder, number):
    env = surroundings(**OPEN)
    for told in (
        ["--data", folder, "--json", "show", number],
        ["show", number, "--data", folder, "--json"],
    ):
        done = subprocess.run([*PROGRAM, *told], capture_output=True, check=True, env=env)
        assert json.loads(done.stdout)["number"] == number
    env |= {"AKIMAT_DESK_DATA": str(folder)}
    done = subprocess.run(
        [*PROGRAM, "show", number, "--json"], capture_output=True, check=True, env=env
    )
    assert json.loads(done.stdout)["number"] == number


def test_wrong_and_missing_passwords_end_with_one(folder):
    done = called(folder, "list", "--json", AKIMAT_DESK_LOGIN="admin")
    assert (done.code, done.one["error"]) == (1, "password_missing")
    done = called(folder, "list", "--json", AKIMAT_DESK_LOGIN="admin", AKIMAT_DESK_PASSWORD="башка")
    assert (done.code, done.one["error"]) == (1, "sign_in_refused")
    done = called(folder, "list", "--json", "--login", "nobody", AKIMAT_DESK_PASSWORD=PASSWORD)
    assert (done.code, done.one["error"]) == (1, "sign_in_refused")


def test_no_workspace_and_a_damaged_one_have_codes_of_their_own(tmp_path):
    done = called(tmp_path / "nowhere", "list", "--json")
    assert (done.code, done.one["error"]) == (3, "workspace_missing")
    new_desk(tmp_path).close()
    (tmp_path / DATABASE).write_bytes(b"\xa5" * 50_000)
    done = called(tmp_path, "list", "--json", **OPEN)
    assert (done.code, done.one["error"]) == (4, "database_damaged")


def test_an_altered_entry_ends_verify_with_four(tmp_path):
    desk = new_desk(tmp_path, clock=a_day_before(), training=True)
    with desk.core.database.write() as connection:
        connection.exec_driver_sql("UPDATE entry SET role='head' WHERE seq=3")
    desk.close()
    done = called(tmp_path, "verify", "--json", **OPEN)
    assert (done.code, done.one["error"], done.one["seq"]) == (4, "entry_altered", 3)


@pytest.mark.parametrize("encoding", ["ascii", "cp1251"])
def test_a_terminal_of_another_encoding_stops_no_answer(folder, number, encoding):
    done = run(folder, "show", number, PYTHONIOENCODING=encoding, **OPEN)
    assert done.code == 0
    assert number in done.out


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati"])
def test_the_time_zone_of_the_computer_changes_no_date(folder, number, zone):
    """Also where that zone is on summer time, and where its day is another one."""
    here = run(folder, "show", number, "--json", TZ="Asia/Bishkek", **OPEN).one
    there = run(folder, "show", number, "--json", TZ=zone, **OPEN).one
    assert there == here
    told = as_lines(a_complaint(740, received_at="2026-07-01T23:30:00"))
    known, made = (
        run(folder, "register", "-", "--json", given=told, TZ=one, **OPEN).one
        for one in ("Asia/Bishkek", zone)
    )
    shown = run(folder, "show", made["number"], "--json", TZ=zone, **OPEN).one
    assert shown["registered_on"] == made["registered_at"][:10]
    assert made["due_on"] == known["due_on"]
    explained = run(folder, "explain", number, "--json", TZ=zone, **OPEN).one
    assert explained["due_on"] == here["due_on"]


def test_a_real_workspace_does_not_obey_the_training_clock(tmp_path):
    desk = new_desk(tmp_path)
    desk.close()
    done = called(
        tmp_path, "calendar", "show", "--json", AKIMAT_DESK_NOW="2031-01-01T00:00:00", **OPEN
    )
    assert all(not line["day"].startswith("2031") for line in done.lines)


def test_a_training_clock_that_is_none_is_refused(folder):
    for told in ("yesterday", "2026-02-30T00:00:00", "2026-13-01"):
        done = called(folder, "list", "--json", AKIMAT_DESK_NOW=told, **OPEN)
        assert (done.code, done.one["error"], done.one["field"]) == (
            1,
            "field_wrong",
            "AKIMAT_DESK_NOW",
        )
