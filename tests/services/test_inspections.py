"""The journal of inspections at a desk: numbers, the course, the copy with its code."""

from datetime import date

import pytest
from documents.reading_paper import codes, text
from services.working_desks import CHEAP, PASSWORD, a_desk, again

from akimat_desk.domain.errors import DateOutOfPlace, FieldWrong, NotAllowed
from akimat_desk.domain.inspections import (
    InspectionNotBegun,
    InspectionOver,
    InspectionWithoutGround,
)
from akimat_desk.services.journals import JournalWish
from akimat_desk.services.records import Narrowed, RecordNotFound

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
DAY = 24 * 3600 * 1000
TOLD = {
    "entrepreneur": "ЖИ Асанов Кубат", "inn": "20101199912345", "address": "Ноокат ш., Базар",
    "ground": "Салык кызматынын 2026-жылдын 16-ноябрындагы № 14 буйругу",
    "plan": "2026-жылдын IV кварталынын планы", "body": "Ноокат райондук салык кызматы",
    "registry_number": "KG-2026-0417", "subject": "касса аппаратын колдонуу",
    "inspectors": [{"name": "Токтогулов А. Б.", "post": "инспектор", "document": "№ 218 күбөлүк"}],
    "starts_on": "2026-11-23", "ends_on": "2026-11-27",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as found:
        yield found


def test_one_without_a_ground_is_refused_and_takes_no_number(desk):
    for lacking, field in (({"ground": ""}, "ground"), ({"plan": ""}, "plan")):
        with pytest.raises(InspectionWithoutGround) as refused:
            desk.inspections.register(TOLD | lacking)
        assert refused.value.field == field
    made = desk.inspections.register(TOLD)
    assert made.inspection.facts.sequence == 1


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"ends_on": "2026-11-20"}, DateOutOfPlace),
        ({"inspectors": []}, FieldWrong),
        ({"inspectors": [{"name": " "}]}, FieldWrong),
        ({"inn": "12"}, FieldWrong),
        ({"body": ""}, FieldWrong),
    ],
)
def test_what_cannot_be_is_not_entered(desk, wrong, kind):
    with pytest.raises(kind):
        desk.inspections.register(TOLD | wrong)
    assert desk.inspections.page().rows == ()


def test_numbers_follow_one_another_and_are_found_however_typed(desk):
    first, second = (desk.inspections.register(TOLD) for _ in range(2))
    numbers = [one.inspection.facts.number for one in (first, second)]
    assert [one.partition("/")[0] for one in numbers] == ["И1-00001", "И1-00002"]
    assert desk.inspections.find(numbers[1].replace("И", "i")) == second.id
    assert [row.number for row in desk.inspections.page().rows] == [numbers[1], numbers[0]]
    found = desk.inspections.page(Narrowed(text="20101199912345 салык")).rows
    assert len(found) == 2
    assert desk.inspections.page(Narrowed(text="башка")).rows == ()
    with pytest.raises(RecordNotFound):
        desk.inspections.get("жок")


def test_it_begins_and_ends_once(desk):
    made = desk.inspections.register(TOLD)
    end = {"act_number": "7", "findings": "Бузуу жок"}
    with pytest.raises(InspectionNotBegun):
        desk.inspections.finish(made.id, end)
    with pytest.raises(DateOutOfPlace):
        desk.inspections.start(made.id, FRIDAY)
    assert desk.inspections.start(made.id, MONDAY, "10:30").inspection.stage == "begun"
    with pytest.raises(FieldWrong):
        desk.inspections.start(made.id)
    desk.core.clock.turn(2 * DAY)
    ended = desk.inspections.finish(made.id, end)
    assert (ended.inspection.stage, ended.working_days, ended.is_late) == ("ended", 3, False)
    with pytest.raises(InspectionOver):
        desk.inspections.stop(made.id, "мораторий")
    assert desk.inspections.object(made.id, "Макул эмесмин").inspection.objections


def test_one_that_goes_on_too_long_is_seen(desk):
    made = desk.inspections.register(TOLD)
    desk.inspections.start(made.id)
    desk.core.clock.turn(7 * DAY)
    assert desk.inspections.get(made.id).is_late


def test_a_correction_cannot_take_the_ground_away(desk):
    made = desk.inspections.register(TOLD)
    with pytest.raises(InspectionWithoutGround):
        desk.inspections.correct(made.id, {"reason": "ката", "ground": ""})
    assert desk.inspections.get(made.id).inspection.facts.ground == TOLD["ground"]
    found = desk.inspections.correct(made.id, {"reason": "ката", "entrepreneur": "ЖИ Асанов К."})
    assert found.inspection.facts.entrepreneur == "ЖИ Асанов К."
    with pytest.raises(FieldWrong):
        desk.inspections.correct(made.id, {"reason": "ката"})


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_copy_says_who_comes_why_and_where_to_complain(desk, language):
    made = desk.inspections.register(TOLD)
    said = text(desk.inspections.copy(made.id, language=language))
    for words in (TOLD["entrepreneur"], TOLD["body"], "№ 14", "KG-2026-0417", "03230 5-11-22"):
        assert words in said
    assert "Токтогулов А. Б." in said
    assert made.inspection.facts.number in said


def test_the_code_of_the_copy_is_recognized_until_another_is_handed_out(desk):
    made = desk.inspections.register(TOLD)
    first = _payload(desk, made.id)
    proof = desk.paper_proofs.check(first)
    assert (proof.kind, proof.number) == ("inspection-copy", made.inspection.facts.number)
    assert proof.record is not None
    assert (proof.record.id, proof.record.stage) == (made.id, "issued")
    desk.inspections.correct(made.id, {"reason": "ката", "subject": "эсеп"})
    second = _payload(desk, made.id)
    stages = [desk.paper_proofs.check(one).record.stage for one in (first, second)]
    assert stages == ["replaced", "issued"]


def _payload(desk, inspection: str) -> str:
    """The code as a scanner reads it off the paper."""
    return codes(desk.inspections.copy(inspection), dpi=200)[0]


def test_the_journal_shows_those_of_its_days(desk, tmp_path):
    made = desk.inspections.register(TOLD)
    wish = JournalWish(kind="inspections", from_on=MONDAY, until_on=MONDAY)
    said = text(desk.journals.paper(wish))
    assert made.inspection.facts.number in said.replace("\n", "")
    assert "жарыяланды" in said
    book = tmp_path / "journal.xlsx"
    done = desk.journals.write(book, JournalWish(
        kind="inspections", from_on=MONDAY, until_on=FRIDAY, format="xlsx", language="ru",
        reason="paper",
    ))  # fmt: skip
    assert done.rows == 1


def test_only_who_may_keeps_the_journal(tmp_path):
    with a_desk(tmp_path) as desk:
        desk.office.enable_account("mamyt", PASSWORD, CHEAP)
    other = again(tmp_path, login="mamyt")
    with pytest.raises(NotAllowed):
        other.inspections.register(TOLD)
    other.close()


def test_the_lists_are_what_the_entries_say(desk):
    desk.inspections.start(desk.inspections.register(TOLD).id)
    before = desk.inspections.page().rows
    desk.integrity.rebuild()
    assert desk.inspections.page().rows == before
