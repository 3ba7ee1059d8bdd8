"""What was told and what the office has set become the first facts of a case."""

from datetime import date, datetime
from typing import Any

import msgspec
import pytest
from builders import (
    ASANOV,
    BEKOVA,
    CALENDAR,
    CLERK,
    MONDAY,
    PACK,
    an_application,
    an_office,
    catalogues,
)
from hypothesis import given
from hypothesis import strategies as st
from terms import a_calendar, a_rule

from akimat_desk.domain.applications import read_application
from akimat_desk.domain.case_events import CaseRegistered, ControlSet
from akimat_desk.domain.catalogues import Service
from akimat_desk.domain.errors import (
    DateOutOfPlace,
    ExecutorIsAccused,
    FieldWrong,
    ServiceNotTaken,
    StaffUnknown,
    UnknownRow,
)
from akimat_desk.domain.facts import Event
from akimat_desk.domain.moments import milliseconds
from akimat_desk.domain.numbering import is_checked
from akimat_desk.domain.office_events import ResponsibilitySet, StaffEnded, SubstitutionSet
from akimat_desk.domain.offices import Office
from akimat_desk.domain.people import Address, Applicant, Organisation, Person
from akimat_desk.domain.registering import (
    Catalogues,
    Ground,
    Place,
    demand_known,
    due_on,
    merged,
    official,
    register,
    rule_id,
)

NINE = milliseconds(datetime(2026, 6, 1, 9, 0))
PLACE = Place(mark="1", point="1", sequence=42, at=NINE, receipt_code="123456", person="p")
GROUND = Ground(rule=a_rule(), pack=PACK, calendar=a_calendar(), calendar_id=CALENDAR)


def registered(office: Office | None = None, ground: Ground = GROUND, **told: Any) -> Any:
    read = read_application(an_application(**told))
    return register(read, catalogues(), office or an_office(), ground, PLACE)


def with_services(*services: Service) -> Catalogues:
    known = catalogues()
    rows = msgspec.structs.replace(known.services, rows=services)
    return msgspec.structs.replace(known, services=rows)


def a_service(**changes: Any) -> Service:
    return msgspec.structs.replace(catalogues().services.rows[0], id="own", **changes)


def test_a_matter_becomes_a_case_with_its_number_and_its_term() -> None:
    (case,) = registered(text="Толук", sheets=3, papers=[{"title": "Паспорт"}])
    assert isinstance(case, CaseRegistered)
    assert (case.number, is_checked(case.number)) == ("К1-00042/26-7", True)
    assert (case.registered_on, case.due_on) == (MONDAY, date(2026, 6, 19))
    assert case.received_at == case.registered_at == NINE
    assert (case.rule, case.pack, case.calendar) == ("appeal", PACK, CALENDAR)
    assert (case.responsible, case.named_by) == (ASANOV, "table")
    assert (case.point, case.person, case.receipt_code) == ("1", "p", "123456")
    assert (case.text, case.sheets, case.papers[0].title) == ("Толук", 3, "Паспорт")
    assert case.applicant.name == "Асанова Айгүл"


def test_a_kind_without_a_rule_has_no_date_on_its_receipt() -> None:
    (case,) = registered(ground=msgspec.structs.replace(GROUND, rule=None))
    assert (case.rule, case.due_on) == ("", None)
    assert due_on(MONDAY, msgspec.structs.replace(GROUND, rule=a_rule(None))) is None


def test_a_matter_that_came_through_a_body_brings_its_control() -> None:
    through = {
        "body": "Өкмөт",
        "number": "15-1",
        "dated_on": "2026-05-28",
        "control_on": "2026-06-15",
    }
    case, control = registered(came_through=through)
    assert case.came_through.number == "15-1"
    assert control == ControlSet(
        control="registration",
        body="Өкмөт",
        due_on=date(2026, 6, 15),
        number="15-1",
        dated_on=date(2026, 5, 28),
        report_to="Өкмөт",
    )
    assert len(registered(came_through={"body": "Өкмөт"})) == 1
    assert len(registered(came_through={"body": "Өкмөт", "control_on": "2026-06-15"})) == 2
    with pytest.raises(DateOutOfPlace) as refused:
        registered(came_through=through | {"control_on": "2026-05-27"})
    assert refused.value.facts() == {
        "field": "came_through.control_on",
        "earliest": "2026-05-28",
        "latest": None,
    }


@pytest.mark.parametrize(
    ("told", "received"),
    [
        ("2026-05-29T16:00:00", datetime(2026, 5, 29, 16, 0)),
        ("2026-06-01T02:00:00Z", datetime(2026, 6, 1, 8, 0)),
        ("2026-06-01T09:08:00", datetime(2026, 6, 1, 9, 0)),
    ],
)
def test_papers_may_have_come_earlier_and_never_later(told: str, received: datetime) -> None:
    (case,) = registered(received_at=told)
    assert case.received_at == milliseconds(received)


def test_papers_that_came_tomorrow_are_refused() -> None:
    with pytest.raises(FieldWrong) as refused:
        registered(received_at="2026-06-01T09:11:00")
    assert refused.value.facts()["reason"] == "in_the_future"


@pytest.mark.parametrize(
    ("key", "value", "catalogue"),
    [
        ("kind", "tale", "kinds"),
        ("channel", "pigeon", "channels"),
        ("topic", "moon", "topics"),
        ("service", "moon", "services"),
        ("categories", ["moon"], "categories"),
    ],
)
def test_what_no_catalogue_has_is_refused_by_its_row(key: str, value: Any, catalogue: str) -> None:
    told = read_application(an_application(**{key: value}))
    with pytest.raises(UnknownRow) as refused:
        demand_known(told, catalogues(), MONDAY)
    assert refused.value.catalogue == catalogue


def test_every_shipped_kind_and_channel_is_known() -> None:
    known = catalogues()
    for kind in known.kinds.rows:
        for channel in known.channels.rows:
            demand_known(
                read_application(
                    an_application(
                        kind=kind.id,
                        channel=channel.id,
                        topic=known.topics.rows[0].id,
                        categories=[row.id for row in known.categories.rows],
                    )
                ),
                known,
                MONDAY,
            )


def test_a_service_that_is_closed_takes_nothing_from_its_day_on() -> None:
    known = with_services(a_service(intake_closed_on=MONDAY))
    told = read_application(an_application(service="own"))
    demand_known(told, known, date(2026, 5, 31))
    with pytest.raises(ServiceNotTaken) as refused:
        demand_known(told, known, MONDAY)
    assert refused.value.facts() == {"service": "own", "closed_on": "2026-06-01"}


def test_a_services_own_rule_comes_before_that_of_the_kind() -> None:
    plain = read_application(an_application())
    served = read_application(an_application(service="own"))
    assert rule_id(plain, catalogues()) == "appeal"
    assert rule_id(served, with_services(a_service(rule="own-term"))) == "own-term"
    assert rule_id(served, with_services(a_service(rule=""))) == "appeal"


def answering(office: Office, **told: Any) -> tuple[str, str]:
    named, by = official(read_application(an_application(**told)), office, MONDAY)
    return ("" if named is None else named.id), by


def absent(substitute: str) -> Event:
    return SubstitutionSet(
        substitution="s", absent=ASANOV, substitute=substitute, from_on=MONDAY, until_on=MONDAY
    )


def test_who_answers_is_named_by_the_registrar_the_table_or_nobody() -> None:
    assert answering(an_office(), responsible="bekova") == (BEKOVA, "registrar")
    assert answering(an_office()) == (ASANOV, "table")
    assert answering(an_office(absent(CLERK))) == (CLERK, "table")
    assert answering(Office()) == ("", "")
    left = StaffEnded(staff=ASANOV, ended_on=date(2026, 5, 31))
    assert answering(an_office(left)) == ("", "")
    unknown = ResponsibilitySet(staff="nobody", from_on=MONDAY)
    assert answering(an_office(unknown)) == ("", "")
    for login, office in (("nobody", an_office()), ("asanov", an_office(left))):
        with pytest.raises(StaffUnknown):
            answering(office, responsible=login)


def test_each_question_goes_to_the_one_named_for_it() -> None:
    asked = ["Качан?", {"text": "Ким?", "executor": "bekova"}, {"text": "Кайда?"}]
    case, assigned = registered(questions=asked)
    assert case.questions == ("Качан?", "Ким?", "Кайда?")
    assert (assigned.executor, assigned.question, assigned.assigned_on) == (BEKOVA, 2, MONDAY)


def test_the_only_question_is_the_whole_matter() -> None:
    _, assigned = registered(questions=[{"text": "Ким?", "executor": "bekova"}])
    assert assigned.question == 0


def test_a_question_goes_to_nobody_unknown_and_to_nobody_accused() -> None:
    with pytest.raises(StaffUnknown):
        registered(questions=[{"text": "Ким?", "executor": "nobody"}])
    with pytest.raises(ExecutorIsAccused):
        registered(questions=[{"text": "Ким?", "executor": "bekova"}], against="БЕКОВА")


def test_an_order_names_the_official_when_somebody_gave_it() -> None:
    (case,) = registered(responsible="bekova", ordered_by="аким")
    assert (case.named_by, case.ordered_by) == ("order", "аким")


@pytest.mark.parametrize(("told", "count"), [(0, 3), (2, 3), (14, 14)])
def test_everybody_who_is_named_has_signed(told: int, count: int) -> None:
    (case,) = registered(signatories=told, also_signed=["Асанов Б.", "Бекова Г."])
    assert (case.signatories, len(case.also_signed)) == (count, 2)


names = st.text("АБВ", max_size=3)
people = st.builds(
    Person,
    surname=names,
    given=names,
    phone=names,
    born_on=st.none() | st.dates(),
    address=st.builds(Address, soate=names, village=names),
)


@given(people, people)
def test_a_record_keeps_what_a_new_paper_leaves_out(known: Person, told: Person) -> None:
    after = merged(Applicant(person=known), Applicant(person=told)).person
    assert after is not None
    for field in Person.__struct_fields__:
        said = getattr(told, field)
        left = said in ("", None, Address(), Address(soate=known.address.soate))
        assert getattr(after, field) == (getattr(known, field) if left else said)


def test_a_record_of_another_kind_is_replaced() -> None:
    one = Applicant(organisation=Organisation(name="Дыйкан", inn="1"))
    two = Applicant(organisation=Organisation(name="Дыйкан", phone="2"))
    person = Applicant(person=Person(surname="А", given="Б"))
    both = merged(one, two).organisation
    assert both is not None
    assert (both.inn, both.phone) == ("1", "2")
    assert merged(one, person) == person
    assert merged(person, one) == one
