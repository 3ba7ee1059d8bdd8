"""What is told at registration: every key of the contract, and what is refused by name."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import msgspec
import pytest
from builders import an_application
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.applications import (
    LINE_LIMIT,
    REMARK_LIMIT,
    TEXT_LIMIT,
    Application,
    applicant_of,
    came_through_of,
    papers_of,
    read_application,
    representative_of,
    told_as,
)
from akimat_desk.domain.errors import DeskError, FieldWrong, LineUnreadable, UnknownKeys
from akimat_desk.domain.people import Address
from akimat_desk.domain.wishes import Assign, Note, Pause
from akimat_desk.journal import codec

PERSON = {
    "surname": "Асанова",
    "given": "Айгүл",
    "patronymic": "Токтогуловна",
    "pin": "1 15031990 12345",
    "born_on": "1990-03-15",
    "phone": "0555 12-34-56",
    "phone_of": "кызы",
    "address": {"soate": "41706242000000", "village": "Ак-Суу", "street": "Ленин", "house": "5"},
    "trade_name": "Береке",
    "inn": "11503199012345",
}
WHOLE: dict[str, Any] = {
    "kind": "letter",
    "channel": "post",
    "language": "ru",
    "secrecy": "",
    "received_at": "2026-06-01T09:00:00",
    "applicant": {"person": PERSON, "anonymous": False, "record": ""},
    "representative": {"person": {"surname": "Бекова", "given": "Б"}, "ground": "ишеним кат"},
    "signatories": 12,
    "also_signed": ["Бекова Б."],
    "categories": ["veteran"],
    "came_through": {
        "body": "Өкмөт",
        "number": "15-1/200",
        "dated_on": "2026-05-28",
        "control_on": "2026-06-15",
        "answer_also_to": ["Өкмөт"],
    },
    "subject": "Жер участогу",
    "topic": "land",
    "against": "Токтогулов Т.",
    "text": "Биринчи сап\nэкинчи",
    "questions": ["Качан?", {"text": "Ким\nжооп берет?", "executor": "asanov"}],
    "service": "",
    "previous": "К1-00001/26-4",
    "responsible": "asanov",
    "ordered_by": "аким",
    "sheets": 3,
    "pad_number": "К1-00007/26-9",
    "registered_at": "2026-06-01T15:40:00+06:00",
    "papers": [{"title": "Паспорт", "original": True, "sheets": 2, "to_return": True}],
}
ORGANISATION = {
    "name": "ЖЧК Дыйкан",
    "inn": "01234567890123",
    "head": "Асанов А.",
    "phone": "+996 312 11-11-11",
    "address": "Каракол",
}
# Every object of the contract: where it stands, by keys and places.
OBJECTS: list[tuple[Any, ...]] = [
    (),
    ("applicant",),
    ("applicant", "person"),
    ("applicant", "person", "address"),
    ("representative",),
    ("representative", "person"),
    ("came_through",),
    ("papers", 0),
    ("questions", 1),
]


def whole(*path: Any, **changes: Any) -> dict[str, Any]:
    """All keys, with something else in the object at that place."""
    told = json.loads(json.dumps(WHOLE))
    place = told
    for key in path:
        place = place[key]
    place.update(changes)
    return told


def refusal(told: Any) -> DeskError:
    with pytest.raises(DeskError) as refused:
        read_application(told)
    return refused.value


def read_or_refused(told: Any) -> Application | DeskError:
    try:
        return read_application(told)
    except DeskError as refused:
        return refused


def wrong(told: Any) -> tuple[str, str]:
    refused = refusal(told)
    assert isinstance(refused, FieldWrong)
    return refused.field, refused.reason


def test_every_key_of_the_contract_is_taken() -> None:
    told = read_application(WHOLE)
    assert set(WHOLE) == set(Application.__struct_fields__)
    plain = json.loads(msgspec.json.encode(told))
    assert (
        plain["applicant"]["person"].items()
        >= {
            "surname": "Асанова",
            "phone_of": "кызы",
            "born_on": "1990-03-15",
        }.items()
    )
    assert plain["came_through"] == WHOLE["came_through"]
    assert plain["papers"] == WHOLE["papers"]
    assert told.received_at == datetime(2026, 6, 1, 9, 0)


def test_the_least_is_enough() -> None:
    told = read_application(MappingProxyType(an_application()))
    assert told.applicant.person is not None
    assert (told.sheets, told.papers, told.received_at) == (0, (), None)


def test_what_is_told_stands_on_the_paper() -> None:
    told = read_application(WHOLE)
    person = applicant_of(told.applicant).person
    assert person is not None
    assert (person.pin, person.phone) == ("11503199012345", "+996555123456")
    assert person.address == Address(
        soate="41706242000000", village="Ак-Суу", street="Ленин", house="5"
    )
    representative = representative_of(told.representative)
    assert representative is not None
    assert representative.person.surname == "Бекова"
    through = came_through_of(told.came_through)
    assert through is not None
    assert through.control_on == date(2026, 6, 15)
    assert papers_of(told.papers)[0].to_return
    assert representative_of(None) is came_through_of(None) is None


def test_an_organisation_and_nobody_named_may_apply() -> None:
    told = read_application(whole(applicant={"organisation": ORGANISATION}))
    body = applicant_of(told.applicant).organisation
    assert body is not None
    assert (body.phone, body.address) == ("+996312111111", Address(text="Каракол"))
    nobody = read_application(whole(applicant={"anonymous": True}))
    assert applicant_of(nobody.applicant).is_anonymous


@pytest.mark.parametrize("path", OBJECTS, ids=str)
def test_an_unknown_key_is_refused_by_its_name_at_every_depth(path: tuple[Any, ...]) -> None:
    refused = refusal(whole(*path, pasport="x"))
    assert isinstance(refused, UnknownKeys)
    assert refused.keys == (".".join([*map(str, path), "pasport"]),)


def test_an_unknown_key_of_an_organisation_is_refused_by_its_name() -> None:
    for told, name in (
        ({**ORGANISATION, "bank": "x"}, "applicant.organisation.bank"),
        ({**ORGANISATION, "address": {"city": "x"}}, "applicant.organisation.address.city"),
    ):
        refused = refusal(whole(applicant={"organisation": told}))
        assert isinstance(refused, UnknownKeys)
        assert refused.keys == (name,)


def test_all_unknown_keys_of_the_matter_are_named_at_once() -> None:
    refused = refusal(whole(b=1, a=2))
    assert isinstance(refused, UnknownKeys)
    assert refused.keys == ("a", "b")


@pytest.mark.parametrize("key", ["kind", "channel", "language", "subject", "applicant"])
def test_what_must_be_there_is_named_when_it_is_missing(key: str) -> None:
    told = {name: value for name, value in WHOLE.items() if name != key}
    assert wrong(told) == (key, "missing")


@pytest.mark.parametrize(
    ("told", "field", "reason"),
    [
        (whole(kind=""), "kind", "empty"),
        (whole(channel="  "), "channel", "empty"),
        (whole(subject="\u200b\n"), "subject", "empty"),
        (whole(language="de"), "language", "unknown"),
        (whole(language=None), "language", "wrong_type"),
        (whole(subject=5), "subject", "wrong_type"),
        (whole(sheets=-1), "sheets", "out_of_range"),
        (whole(sheets=1.5), "sheets", "wrong_type"),
        (whole(sheets=100_001), "sheets", "out_of_range"),
        (whole(signatories=-1), "signatories", "out_of_range"),
        (whole(received_at="яблоко"), "received_at", "not_a_date"),
        (whole(received_at="0026-06-01T09:00:00"), "received_at", "out_of_range"),
        (whole(received_at=17), "received_at", "not_a_date"),
        (whole(applicant={}), "applicant", "one_of_person_organisation_anonymous"),
        (
            whole("applicant", anonymous=True),
            "applicant",
            "one_of_person_organisation_anonymous",
        ),
        (whole("applicant", "person", surname=""), "applicant.person.surname", "empty"),
        (whole("applicant", "person", given=" "), "applicant.person.given", "empty"),
        (whole("applicant", "person", pin="123"), "applicant.person.pin", "not_14_digits"),
        (
            whole("applicant", "person", born_on="1990-02-30"),
            "applicant.person.born_on",
            "not_a_date",
        ),
        (
            whole("representative", "person", pin="1"),
            "representative.person.pin",
            "not_14_digits",
        ),
        (
            whole(applicant={"organisation": {"name": ""}}),
            "applicant.organisation.name",
            "empty",
        ),
        (whole("came_through", body=""), "came_through.body", "empty"),
        (whole("came_through", control_on="31.12"), "came_through.control_on", "not_a_date"),
        (whole("papers", 0, title=""), "papers.0.title", "empty"),
        (whole("papers", 0, sheets=-1), "papers.0.sheets", "out_of_range"),
        (whole(papers=[{}]), "papers.0.title", "missing"),
        (whole(papers={}), "papers", "wrong_type"),
        (whole(subject="x" * 501), "subject", "too_long"),
        (whole(text="x" * (TEXT_LIMIT + 1)), "text", "too_long"),
        (whole(questions=["x" * 4_001]), "questions.0", "too_long"),
        (whole(categories=["x"] * 501), "categories", "too_many"),
        (
            whole("applicant", "person", surname="x" * (LINE_LIMIT + 1)),
            "applicant.person.surname",
            "too_long",
        ),
        (
            whole("applicant", "person", "address", text="x" * (LINE_LIMIT + 1)),
            "applicant.person.address.text",
            "too_long",
        ),
        (
            whole("representative", ground="x" * (LINE_LIMIT + 1)),
            "representative.ground",
            "too_long",
        ),
        (whole(subject="\ud83c"), "subject", "not_text"),
        (whole("applicant", "person", given="А\udfff"), "applicant.person.given", "not_text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_field_is_named_by_its_path_and_a_stable_reason(
    told: dict[str, Any], field: str, reason: str
) -> None:
    assert wrong(told) == (field, reason)


@pytest.mark.parametrize("told", [None, 5, "x", [], [1], True])
def test_what_is_no_object_is_no_matter(told: Any) -> None:
    assert isinstance(refusal(told), LineUnreadable)


def test_nesting_without_end_is_refused() -> None:
    deep: Any = "x"
    for _ in range(5_000):
        deep = [deep]
    assert wrong(whole(text=deep))[1] == "wrong_type"


any_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=[])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
any_keys = st.sampled_from(
    [*WHOLE, "person", "organisation", "anonymous", "surname", "given", "address", "x"]
)
likely_json = st.recursive(
    any_json,
    lambda inner: st.dictionaries(any_keys, inner, max_size=4) | st.lists(inner, max_size=2),
    max_leaves=6,
)


@given(likely_json)
def test_no_json_raises_anything_but_a_refusal(told: Any) -> None:
    outcome = read_or_refused(told)
    if isinstance(outcome, DeskError):
        assert outcome.code in {"field_wrong", "unknown_keys", "line_unreadable"}
        json.dumps(outcome.facts())


@given(st.sampled_from(OBJECTS), st.data())
def test_one_strange_value_is_refused_or_taken_and_can_then_be_written(
    path: tuple[Any, ...], data: st.DataObject
) -> None:
    told = whole()
    place: Any = told
    for key in path:
        place = place[key]
    place[data.draw(st.sampled_from(sorted(place)))] = data.draw(any_json)
    read = read_or_refused(told)
    if isinstance(read, DeskError):
        json.dumps(read.facts())
        return
    applicant = applicant_of(read.applicant)
    event = codec.EVENTS["FieldsCorrected"](applicant=applicant, text=read.text)
    assert codec.decode("FieldsCorrected", 1, codec.encode(event)) == event


SECRET = "ЖашыруунСыр"


@given(st.sampled_from(OBJECTS), st.data())
def test_a_refusal_tells_nothing_of_the_person(path: tuple[Any, ...], data: st.DataObject) -> None:
    told = whole()
    place: Any = told
    for key in path:
        place = place[key]
    secret = [SECRET, f"{SECRET}\ud800", {"surname": SECRET}, [SECRET], SECRET * 30]
    place[data.draw(st.sampled_from(sorted(place)))] = data.draw(st.sampled_from(secret))
    outcome = read_or_refused(told)
    if isinstance(outcome, DeskError):
        assert SECRET not in str(outcome)
        assert outcome.__cause__ is None


def test_texts_are_tidied_before_they_are_kept() -> None:
    told = read_application(
        whole(
            subject="  Жер\tучастогу\x07 \u202eжөнүндө\u200b ",
            text="бир\r\nэки\rүч\u2028төрт\x85беш\x00",
            against="Ба\u0438\u0306тик",
        )
    )
    assert told.subject == "Жер участогу жөнүндө"
    assert told.text == "бир\nэки\nүч\nтөрт\nбеш"
    assert told.against == "Байтик"


@given(st.text(), st.sampled_from(["subject", "text", "against"]))
def test_what_was_tidied_once_stays_as_it_is(typed: str, key: str) -> None:
    once = getattr(told_as(whole(**{key: typed}), Application), key)
    assert getattr(told_as(whole(**{key: once}), Application), key) == once


def test_wishes_are_read_with_the_same_care() -> None:
    pause: Pause = told_as(
        {"category": "court", "ground": " сот\n", "from_on": "2026-06-01"}, Pause
    )
    assert (pause.ground, pause.from_on) == ("сот", date(2026, 6, 1))
    note: Note = told_as({"text": "бир\nэки"}, Note)
    assert note.text == "бир\nэки"
    assigned: Mapping[str, Any] = {"executor": "x", "internal_on": date(2026, 6, 1)}
    assert told_as(assigned, Assign).internal_on == date(2026, 6, 1)
    for told, reason in (
        ({"category": "c", "ground": "x" * (REMARK_LIMIT + 1)}, "too_long"),
        ({"category": "c", "ground": "\ud800"}, "not_text"),
        ({"category": "c"}, "missing"),
    ):
        with pytest.raises(FieldWrong) as refused:
            told_as(told, Pause)
        assert (refused.value.field, refused.value.reason) == ("ground", reason)
    with pytest.raises(UnknownKeys):
        told_as({"category": "c", "ground": "g", "until": 1}, Pause)
