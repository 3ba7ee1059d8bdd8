"""Whatever is typed or streamed in, the program answers with a code and never with a traceback."""

import json
import string

import pytest
from cli.program_runs import a_day_before, as_lines, called, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.working_desks import a_complaint, new_desk

FEW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
MANY = settings(FEW, max_examples=80)
COMMANDS = (
    "verify",
    "digest",
    "show",
    "history",
    "explain",
    "list",
    "applicants",
    "do",
    "actions",
    "deadline",
    "calendar",
    "rules",
    "office",
    "staff",
    "responsibility",
    "settings",
    "substitute",
    "verify-receipt",
    "register",
    "receipt",
    "act",
    "attach",
)
OPTIONS = (
    "--json",
    "--query",
    "--limit",
    "--after",
    "--due",
    "--state",
    "--responsible",
    "--from",
    "--to",
    "--rule",
    "--surname",
    "--role",
    "--topic",
    "--order-on",
    "show",
    "set",
    "add",
    "list",
    "end",
    "-",
    "--",
    "note",
    "assign",
    "2026-12-01",
    "0",
    "-1",
    "К1-00001/26-8",
)
# What a shell can hand over: no NUL, and nothing that is no text.
typed = st.text(st.characters(blacklist_characters="\0", blacklist_categories=["Cs"]), max_size=30)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    desk = new_desk(found, clock=a_day_before(), training=True, password="")
    desk.registration.register(a_complaint())
    desk.close()
    return found


def places(told, way=()):
    """Every place in a JSON value, as the keys that lead there."""
    yield way
    inner = told.items() if isinstance(told, dict) else ()
    for key, value in inner:
        yield from places(value, (*way, key))


def put(told, way, value):
    if not way:
        return value
    return told | {way[0]: put(told.get(way[0], {}), way[1:], value)}


WHOLE = a_complaint(
    3,
    received_at="2026-12-01T08:00:00",
    signatories=3,
    categories=["veteran"],
    questions=["Качан?"],
    papers=[{"title": "Арыз", "original": True, "sheets": 2}],
    representative={"person": {"surname": "Б", "given": "А"}, "ground": "ишеним кат"},
    came_through={
        "body": "Өкмөт",
        "number": "1",
        "dated_on": "2026-11-16",
        "control_on": "2026-12-20",
    },
)


@FEW
@given(st.lists(st.sampled_from(COMMANDS + OPTIONS) | typed, max_size=6))
def test_any_words_at_all_after_the_program(folder, words):
    if words[:1] and words[0] in COMMANDS:
        done = called(folder, *words, "--json")
        assert done.code in (0, 1, 2, 3)
        done.lines  # noqa: B018
        return
    # Without a command the window would open.
    done = called(folder, "list", *words)
    assert done.code in (0, 1, 2)


@FEW
@given(st.sampled_from(COMMANDS), st.lists(st.sampled_from(OPTIONS) | typed, max_size=5))
def test_any_arguments_of_any_command(folder, command, words):
    called(folder, command, *words)


@MANY
@given(
    st.binary(max_size=200)
    | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_as_lines(folder, data):
    done = called(folder, "register", "-", "--json", given=data)
    assert done.code in (0, 1)
    assert all("error" in line for line in done.lines)


@MANY
@given(values)
def test_any_json_as_a_line(folder, value):
    done = called(folder, "register", "-", "--json", given=json.dumps(value).encode())
    assert (done.code, len(done.lines)) == (1, 1)
    assert done.one["line"] == 1


@MANY
@given(
    st.sampled_from(list(places(WHOLE))), values | st.text(string.digits + "-:T.+Z ", max_size=20)
)
def test_anything_in_any_place_of_a_whole_matter(folder, way, value):
    told = put(WHOLE, way, value)
    done = called(folder, "register", "-", "--json", given=json.dumps(told).encode())
    assert len(done.lines) == 1
    assert done.code == (1 if "error" in done.one else 0)


@FEW
@given(
    st.sampled_from(
        [
            "assign",
            "pause",
            "extend",
            "forward",
            "request",
            "receive",
            "decide",
            "close",
            "control",
            "prolong",
            "settle",
            "correct",
            "note",
            "deliver",
            "resume",
        ]
    ),
    values,
)
def test_anything_as_the_keys_of_an_action(folder, action, value):
    given = json.dumps(value).encode()
    done = called(folder, "do", "К1-00001/26", action, "--json-file", "-", "--json", given=given)
    assert done.code in (0, 1)


KEYS = (
    "executor",
    "co_executors",
    "question",
    "internal_on",
    "category",
    "ground",
    "from_on",
    "days",
    "body",
    "due_on",
    "number",
    "control",
    "letter_number",
    "letter_dated_on",
    "outcome",
    "text",
    "reason",
    "slot",
    "keeps",
    "papers",
    "documents",
    "of",
    "act",
    "way",
    "applicant",
    "subject",
    "delivered_on",
    "questions",
    "to_office",
    "on",
    "expected_on",
    "sheets",
    "topic",
)
SOME = values | st.sampled_from(
    ["tokton", "2026-12-20", "9999-12-31", "0001-01-01", "confirmed", "applicant", "documents"]
)


@MANY
@given(
    st.sampled_from(
        [
            "assign",
            "pause",
            "extend",
            "forward",
            "request",
            "receive",
            "decide",
            "close",
            "control",
            "prolong",
            "settle",
            "correct",
            "note",
            "deliver",
            "resume",
        ]
    ),
    st.dictionaries(st.sampled_from(KEYS), SOME, max_size=6),
)
def test_any_values_under_the_keys_of_an_action(folder, action, told):
    given = json.dumps(told).encode()
    done = called(folder, "do", "К1-00001/26", action, "--json-file", "-", "--json", given=given)
    assert done.code in (0, 1)


def test_after_all_that_the_workspace_is_whole(folder):
    done = run(folder, "verify", "--json")
    assert done.code == 0, done.out
    given = as_lines(a_complaint(9))
    assert run(folder, "register", "-", "--json", given=given).code == 0
