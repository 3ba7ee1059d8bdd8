"""`register` at the command line: what comes in, what is told by line, what stays unwritten."""

import json
import re

import pytest
from cli.program_runs import a_day_before, as_lines, called, run
from services.working_desks import a_complaint, new_desk


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One workspace for all these tests: each looks only at what it adds."""
    found = tmp_path_factory.mktemp("desk")
    new_desk(found, clock=a_day_before(), training=True, password="").close()
    return found


def entries(folder) -> int:
    return called(folder, "verify", "--json").one["entries"]


def without(path: str) -> dict:
    told = a_complaint(77)
    *way, last = path.split(".")
    inner = told
    for key in way:
        inner = inner[key]
    del inner[last]
    return told


def with_value(path: str, value) -> dict:
    told = a_complaint(78)
    *way, last = path.split(".")
    inner = told
    for key in way:
        inner = inner[key]
    inner[last] = value
    return told


PERSON = "applicant.person"
BAD = [
    (
        "no surname",
        without(f"{PERSON}.surname"),
        "field_wrong",
        {"field": f"{PERSON}.surname", "reason": "missing"},
    ),
    (
        "empty surname",
        with_value(f"{PERSON}.surname", " "),
        "field_wrong",
        {"field": f"{PERSON}.surname", "reason": "empty"},
    ),
    (
        "13 digits",
        with_value(f"{PERSON}.pin", "2150319901234"),
        "field_wrong",
        {"field": f"{PERSON}.pin", "reason": "not_14_digits", "limit": 14},
    ),
    (
        "arabic digits",
        with_value(f"{PERSON}.pin", "٢١٥٠٣١٩٩٠١٢٣٤٥"),
        "field_wrong",
        {"field": f"{PERSON}.pin", "reason": "not_14_digits"},
    ),
    (
        "30 February",
        with_value(f"{PERSON}.born_on", "1990-02-30"),
        "field_wrong",
        {"field": f"{PERSON}.born_on", "reason": "not_a_date"},
    ),
    (
        "30 February received",
        with_value("received_at", "2026-02-30T10:00:00"),
        "field_wrong",
        {"field": "received_at", "reason": "not_a_date"},
    ),
    (
        "date of the year 10000",
        with_value(f"{PERSON}.born_on", "10000-01-01"),
        "field_wrong",
        {"field": f"{PERSON}.born_on", "reason": "not_a_date"},
    ),
    (
        "unknown service",
        with_value("service", "flying"),
        "unknown_row",
        {"catalogue": "services", "id": "flying"},
    ),
    ("unknown key", with_value("colour", "red"), "unknown_keys", {"keys": ["colour"]}),
    (
        "unknown key inside",
        with_value(f"{PERSON}.colour", "red"),
        "unknown_keys",
        {"keys": [f"{PERSON}.colour"]},
    ),
    (
        "number as string",
        with_value("signatories", "14"),
        "field_wrong",
        {"field": "signatories", "reason": "wrong_type"},
    ),
    (
        "string as number",
        with_value("subject", 14),
        "field_wrong",
        {"field": "subject", "reason": "wrong_type"},
    ),
    (
        "pin as number",
        with_value(f"{PERSON}.pin", 21503199012345),
        "field_wrong",
        {"field": f"{PERSON}.pin", "reason": "wrong_type"},
    ),
    (
        "fraction",
        with_value("sheets", 1.5),
        "field_wrong",
        {"field": "sheets", "reason": "wrong_type"},
    ),
    ("huge number", with_value("sheets", 10**30), "field_wrong", {"field": "sheets"}),
    ("infinity", b'{"sheets": 1e999}', "field_wrong", {}),
    ("huge digits", b'{"kind": ' + b"9" * 5000 + b"}", "line_unreadable", {"reason": "not_json"}),
    (
        "null",
        with_value("subject", None),
        "field_wrong",
        {"field": "subject", "reason": "wrong_type"},
    ),
    (
        "two applicants",
        with_value("applicant.organisation", {"name": "ОсОО"}),
        "field_wrong",
        {"field": "applicant", "reason": "one_of_person_organisation_anonymous"},
    ),
    ("nobody", with_value("applicant", {}), "field_wrong", {"field": "applicant"}),
    (
        "no applicant",
        without("applicant"),
        "field_wrong",
        {"field": "applicant", "reason": "missing"},
    ),
    ("empty line", b"", "line_unreadable", {"reason": "empty"}),
    ("spaces", b"   \t ", "line_unreadable", {"reason": "empty"}),
    ("not json", b"hello", "line_unreadable", {"reason": "not_json"}),
    ("half an object", b'{"kind": "complaint"', "line_unreadable", {"reason": "not_json"}),
    ("a list", b"[1, 2]", "line_unreadable", {"reason": "not_an_object"}),
    ("a text", b'"complaint"', "line_unreadable", {"reason": "not_an_object"}),
    ("a byte order mark", b"\xef\xbb\xbf[]", "line_unreadable", {}),
    ("no UTF-8", b'{"kind": "\xff\xfe"}', "line_unreadable", {"reason": "not_utf8"}),
    ("cp1251", '{"subject": "Жайыт"}'.encode("cp1251"), "line_unreadable", {"reason": "not_utf8"}),
    (
        "UTF-16",
        '{"subject": "Жайыт"}'.encode("utf-16-le").replace(b"\n", b""),
        "line_unreadable",
        {},
    ),
    ("lone surrogate", b'{"subject": "\\ud800"}', "line_unreadable", {"reason": "not_utf8"}),
    ("lone surrogate in a key", b'{"\\udfff": 1}', "line_unreadable", {"reason": "not_utf8"}),
    ("nested lists", b"[" * 10_000 + b"]" * 10_000, "line_unreadable", {"reason": "not_json"}),
    (
        "nested objects",
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        "line_unreadable",
        {"reason": "not_json"},
    ),
    (
        "nested in a known key",
        b'{"questions":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
        "line_unreadable",
        {"reason": "not_json"},
    ),
    ("nested a little less", b'{"questions":' + b"[" * 600 + b"]" * 600 + b"}", "", {}),
    ("nested less still", b'{"questions":' + b"[" * 300 + b"]" * 300 + b"}", "", {}),
    ("nested maps a little less", b'{"applicant":' + b'{"a":' * 320 + b"1" + b"}" * 321, "", {}),
    ("10 MB of text", with_value("text", "я" * 5_000_000), "", {}),
    (
        "10 MB in the name",
        with_value(f"{PERSON}.surname", "я" * 400_000),
        "field_wrong",
        {"field": f"{PERSON}.surname", "reason": "too_long"},
    ),
    (
        "many questions",
        with_value("questions", ["?"] * 501),
        "field_wrong",
        {"field": "questions", "reason": "too_many"},
    ),
    ("a raw NUL", b'{"kind": "comp\x00laint"}', "line_unreadable", {"reason": "not_json"}),
    (
        "an escaped NUL alone",
        with_value("subject", "\x00\x00"),
        "field_wrong",
        {"field": "subject", "reason": "empty"},
    ),
]


def as_line(told) -> bytes:
    return (told if isinstance(told, bytes) else as_lines(told).rstrip(b"\n")) + b"\n"


def test_each_bad_line_is_told_by_its_number_and_the_others_are_registered(folder):
    """A good line before and after each bad one."""
    given, wanted = [as_line(a_complaint(0))], {}
    for place, (name, told, code, facts) in enumerate(BAD, 1):
        wanted[len(given) + 1] = (name, code, facts)
        given += [as_line(told), as_line(a_complaint(place))]
    before = entries(folder)
    done = called(folder, "register", "-", "--json", given=b"".join(given))
    assert done.code == 1
    assert len(done.lines) == len(given)
    refused = {line["line"]: line for line in done.lines if "error" in line}
    assert sorted(refused) == sorted(wanted)
    for number, (name, code, facts) in wanted.items():
        found = refused[number]
        assert found["error"] == (code or found["error"]), name
        assert {key: found.get(key) for key in facts} == facts, name
    numbers = [line["number"] for line in done.lines if "number" in line]
    assert len(set(numbers)) == len(numbers) == len(BAD) + 1
    people = len(BAD) + 1
    assert entries(folder) == before + len(numbers) + people


def test_bad_lines_alone_end_with_one_and_write_nothing(folder):
    before = entries(folder)
    given = b"".join(as_line(told) for _, told, _, _ in BAD)
    done = called(folder, "register", "-", "--json", given=given)
    assert (done.code, len(done.lines)) == (1, len(BAD))
    assert [line["line"] for line in done.lines] == list(range(1, len(BAD) + 1))
    assert all("error" in line for line in done.lines)
    assert done.err.count("\n") >= len(BAD)
    assert entries(folder) == before


def test_no_applicant_is_repeated_in_a_refusal(folder):
    told = with_value(f"{PERSON}.pin", "2150319901234")
    done = called(folder, "register", "-", "--json", given=as_line(told))
    for personal in ("2150319901234", "Өмүрбеков", "Чыңгыз"):
        assert personal not in done.out + done.err


def test_nothing_at_all_is_one_unreadable_line_or_none(folder):
    done = called(folder, "register", "-", "--json", given=b"")
    assert (done.code, done.out) == (0, "")


def test_control_characters_are_taken_out_before_anything_is_kept(folder):
    told = a_complaint(500, subject="Жол\x00дун\x07 боюнда\u0085\u2028", text="бир\x00\nэки\tүч")
    done = called(folder, "register", "-", "--json", given=as_line(told))
    assert done.code == 0, done.err
    shown = called(folder, "show", done.one["number"], "--json").one
    assert "\x00" not in shown["subject"]
    assert "\x07" not in shown["subject"]


def test_a_pretty_printed_file_with_one_object_is_registered(folder, tmp_path):
    file = tmp_path / "matter.json"
    file.write_text(json.dumps(a_complaint(501), ensure_ascii=False, indent=2), encoding="utf-8")
    done = called(folder, "register", str(file), "--json")
    assert (done.code, len(done.lines)) == (0, 1)
    assert done.one["responsible"] == "tokton"


@pytest.mark.parametrize("head", [b"{\n", b"{ \n", b"  {\n", b"{\r\n"])
def test_an_object_over_several_lines_is_read_however_it_begins(folder, tmp_path, head):
    text = json.dumps(a_complaint(502), ensure_ascii=False, indent=1).encode()
    inner = text.split(b"\n", 1)[1]
    file = tmp_path / "matter.json"
    file.write_bytes(head + inner)
    done = called(folder, "register", str(file), "--json")
    assert (done.code, len(done.lines)) == (0, 1), done.out


def test_lines_may_end_as_windows_ends_them_and_the_last_need_not_end(folder):
    given = as_lines(a_complaint(503), a_complaint(504)).replace(b"\n", b"\r\n").rstrip()
    done = called(folder, "register", "-", "--json", given=given)
    assert (done.code, len(done.lines)) == (0, 2)


def test_what_a_person_reads_names_number_and_term(folder):
    done = called(folder, "register", "-", given=as_line(a_complaint(505)))
    number = called(folder, "applicants", "--query", "Өмүрбеков505", "--json").one["name"]
    assert number == "Өмүрбеков505 Чыңгыз Төлөгөнович"
    assert done.code == 0
    assert "К1-" in done.out


def test_a_line_carries_what_the_contract_names(folder):
    done = run(folder, "register", "-", "--json", given=as_line(a_complaint(506))).one
    named = {"case", "number", "registered_at", "due_on", "rule", "responsible", "receipt_code"}
    assert named <= set(done)
    assert re.fullmatch(r"2026-12-0\dT\d\d:\d\d:\d\d\+06:00", done["registered_at"])
    assert len(done["receipt_code"]) == 6


def test_a_file_that_is_not_there_is_told_so(folder, tmp_path):
    done = called(folder, "register", str(tmp_path / "none.json"), "--json")
    assert (done.code, done.one["error"]) == (3, "input_unreadable")
    done = called(folder, "register", str(tmp_path), "--json")
    assert (done.code, done.one["error"]) == (3, "input_unreadable")
