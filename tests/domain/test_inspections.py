"""An inspection as it stands: its ground, its course, what was corrected."""

from datetime import date

import pytest
from builders import a_fact

from akimat_desk.domain.inspections import (
    INSPECTION_KIND,
    EntrepreneurInformed,
    InspectionCorrected,
    InspectionFinished,
    InspectionObjected,
    InspectionOver,
    InspectionRegistered,
    InspectionStarted,
    InspectionStopped,
    InspectionWithoutGround,
    Inspector,
    demand_going_on,
    demand_ground,
    read,
)

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 27)


def announced(**changes):
    told = {
        "number": "И1-00001/26-5", "mark": "1", "sequence": 1, "year": 2026,
        "registered_on": FIRST, "entrepreneur": "ЧП Асанов", "ground": "№ 14 буйрук",
        "body": "Салык кызматы", "inspectors": (Inspector(name="Токтогулов А."),),
        "starts_on": FIRST, "ends_on": LAST, "subject": "Касса", "plan": "2026-жылдын планы",
    }  # fmt: skip
    return InspectionRegistered(**told | changes)


def record(*told):
    state = None
    for number, event in enumerate(told, start=1):
        seen = range(1, number)
        state = INSPECTION_KIND.apply(state, a_fact(number, event, seen))
    return state


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (("", "план", ""), "ground"),
        (("№ 14", "", ""), "plan"),
        (("№ 14", " ", " "), "plan"),
    ],
)
def test_one_without_a_ground_is_refused(told, field):
    with pytest.raises(InspectionWithoutGround) as refused:
        demand_ground(*told)
    assert refused.value.facts() == {"field": field}


def test_outside_of_a_plan_the_reason_is_enough():
    demand_ground("№ 14", "", "керектөөчүнүн арызы")


def test_it_goes_from_announced_to_ended():
    end = InspectionFinished(
        finished_on=LAST, act_number="7", act_dated_on=LAST, findings="Бузуу жок"
    )
    stages = [
        read(record(announced())).stage,
        read(record(announced(), InspectionStarted(started_on=FIRST))).stage,
        read(record(announced(), InspectionStarted(started_on=FIRST), end)).stage,
    ]
    assert stages == ["announced", "begun", "ended"]


def test_what_is_over_does_not_go_on():
    found = read(record(announced(), InspectionStopped(stopped_on=FIRST, reason="мораторий")))
    assert found.stage == "stopped"
    with pytest.raises(InspectionOver) as refused:
        demand_going_on(found)
    assert refused.value.over_on == FIRST


def test_it_is_late_after_the_last_day_that_was_announced():
    found = read(record(announced(), InspectionStarted(started_on=FIRST)))
    assert [found.is_late(day) for day in (LAST, date(2026, 11, 28))] == [False, True]


def test_corrections_add_up_and_the_number_stays():
    found = read(
        record(
            announced(),
            InspectionCorrected(reason="жаңылыш", inn="20101199912345"),
            InspectionCorrected(reason="жаңылыш", unplanned="арыз", plan=""),
        )
    )
    facts = found.facts
    assert (facts.inn, facts.plan, facts.reason) == ("20101199912345", "", "арыз")
    assert facts.number == "И1-00001/26-5"
    assert not found.is_planned


def test_objections_and_copies_stand_beside_the_course():
    found = read(
        record(
            announced(),
            InspectionObjected(objected_on=FIRST, text="негизи жок"),
            EntrepreneurInformed(informed_on=FIRST, language="ky", code="AB"),
        )
    )
    assert [one.text for one in found.objections] == ["негизи жок"]
    assert [one.code for one in found.informed] == ["AB"]
    assert found.stage == "announced"


def test_two_ends_that_did_not_know_of_each_other_are_in_dispute():
    state = record(announced(), InspectionStarted(started_on=FIRST))
    for number, reason in ((3, "а"), (4, "б")):
        event = InspectionStopped(stopped_on=FIRST, reason=reason)
        state = INSPECTION_KIND.apply(state, a_fact(number, event, (1, 2)))
    found = read(state)
    assert found.is_disputed
    assert found.stage == "stopped"


def test_it_is_found_by_all_that_is_written_of_it():
    line = INSPECTION_KIND.line(record(announced(inn="20101199912345", registry_number="Р-5")))
    assert (line.number, line.group, line.who) == ("И1-00001/26-5", "Салык кызматы", "ЧП Асанов")
    assert {"20101199912345", "Р-5", "Токтогулов А."} <= set(line.words)
