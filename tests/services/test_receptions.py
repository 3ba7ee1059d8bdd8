"""A day of reception at a real desk: cards, outcomes, promises, papers and the report agree."""

from datetime import date

import pytest
from documents.reading_paper import codes, page_sizes, squeezed, text
from python_calamine import CalamineWorkbook
from services.working_desks import HandClock, a_desk

from akimat_desk.domain.case_events import ExecutorAssigned
from akimat_desk.domain.cases import RESPONSIBLE
from akimat_desk.domain.errors import FieldWrong, InternalTooLate, NotAllowed, StaffUnknown
from akimat_desk.domain.receptions import CardOver, QuestionHasCase, QuestionOpen
from akimat_desk.services.receptions import Receptions
from akimat_desk.services.records import RecordNotFound
from akimat_desk.services.staff import StaffTold

DAY = date(2026, 11, 23)
SECOND = 1000
WORKING_DAY = 24 * 3600 * 1000


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path, clock=clock) as found:
        found.office.add_staff(
            StaffTold(
                login="akim", surname="Сапарбекова", given="Гүлсара", roles=("head",),
                post_ky="акимдин орун басары", post_ru="заместитель акима",
            )
        )  # fmt: skip
        yield found


def person(place=0, **more):
    told = {"surname": f"Жумабаева{place}", "given": "Айзада", "phone": f"0555 11 22 {place:02d}"}
    return {"person": told | more}


def a_card(desk, *questions, **more):
    told = {"official": "akim", "applicant": person(), "place_ky": "12-каана"}
    return desk.receptions.take(told | {"questions": [*questions]} | more)


def instruction(**more):
    told = {"outcome": "instruction", "words": "Сууну бер", "executor": "mamyt"}
    return {"text": "Суу жок", "due_on": "2026-12-01", "topic": "water"} | told | more


def sixty(desk):
    """20 people with 3 questions each; 25 are settled on the spot."""
    outcomes = ["settled_on_the_spot"] * 25 + ["explained"] * 15 + ["instruction"] * 12
    outcomes += ["written_appeal"] * 8
    for place in range(20):
        asked = []
        for n, outcome in enumerate(outcomes[place * 3 : place * 3 + 3]):
            executor = ("mamyt", "tokton")[n % 2]
            if outcome == "instruction":
                asked.append(instruction(text=f"Маселе {place}-{n}", executor=executor))
            else:
                asked.append(
                    {"text": f"Маселе {place}-{n}", "outcome": outcome, "words": "Айтылды"}
                )
        more = {"applicant": {"anonymous": True}} if place == 4 else {"applicant": person(place)}
        told = {"form": "field", "place_ky": "Кара-Таш, мектеп", "place_ru": "Кара-Таш, школа"}
        a_card(desk, *asked, close=True, **more, **told)


def test_sixty_questions_of_a_field_reception_are_the_same_on_every_paper(desk, tmp_path):
    sixty(desk)
    found = desk.reception_reports.of("2026-11")
    total = found.total
    assert (total.cards, total.persons, total.anonymous, total.questions) == (20, 20, 1, 60)
    assert (total.settled_on_the_spot, total.explained) == (25, 15)
    assert (total.instruction, total.open, total.written_appeal) == (12, 12, 8)
    assert [(one.key, one.figures) for one in found.officials] == [("akim", total)]
    assert [(one.key, one.figures) for one in found.places] == [("Кара-Таш, мектеп", total)]
    assert [(one.key, one.figures) for one in found.forms] == [("field", total)]

    minutes = text(desk.reception_papers.minutes("akim", DAY, "ru"))
    assert "Принято: 20. Вопросов: 60. Решено на месте: 25." in " ".join(minutes.split())
    assert minutes.count("Решено на месте") == 26
    assert all(squeezed(f"Маселе {place}-{n}") in squeezed(minutes)
               for place in range(20) for n in range(3))  # fmt: skip

    listed = text(desk.reception_papers.instructions(DAY, DAY, language="ru"))
    promises = desk.receptions.promises(official="akim")
    assert len(promises) == 12
    assert all(one.case_number in listed for one in promises)
    assert {one.case_number for one in promises} == {
        row.number for row in desk.cases.newest(50)
    }  # fmt: skip


def test_the_report_is_the_same_on_paper_in_the_table_and_after_a_rebuild(desk, tmp_path):
    sixty(desk)
    found = desk.reception_reports.of("2026-11")
    for ending in ("pdf", "xlsx"):
        file = tmp_path / f"report.{ending}"
        how = {"reason": "report", "ending": ending, "language": "ru"}
        desk.reception_reports.write(file, found, **how)
    shown = " ".join(text((tmp_path / "report.pdf").read_bytes()).split())
    assert "Всего 20 20 60 25 15 12 0 0 12 8" in shown
    assert "Из них анонимно: 1." in shown
    (sheet,) = CalamineWorkbook.from_path(tmp_path / "report.xlsx").sheet_names
    rows = CalamineWorkbook.from_path(tmp_path / "report.xlsx").get_sheet_by_name(sheet).to_python()
    assert rows[-1][:7] == ["Всего", 20.0, 20.0, 1.0, 60.0, 25.0, 15.0]
    desk.integrity.verify()
    before = desk.integrity.digest()
    desk.integrity.rebuild()
    assert desk.integrity.digest() == before
    assert desk.reception_reports.of("2026-11") == found


def test_an_instruction_becomes_a_case_that_names_the_card_and_whose_pen_it_was(desk):
    card = a_card(desk, instruction())
    (one,) = card.questions
    case = desk.cases.open(one.case)
    event = case.case.registered
    assert (event.number, event.channel, event.ordered_by) == (
        one.case_number, "reception", card.number
    )  # fmt: skip
    assert (event.subject, event.topic, event.person) == ("Суу жок", "water", card.person)
    assigned = case.case.slot(RESPONSIBLE).shown
    assert isinstance(assigned.event, ExecutorAssigned)
    assert assigned.event.resolution == "Сууну бер"
    assert assigned.event.ground == card.number
    assert assigned.event.on_behalf_of == desk.office.now.find_login("akim").id
    assert [duty.due_on for duty in case.dates.of_kind("internal")] == [date(2026, 12, 1)]
    assert desk.receptions.find(card.number.replace("П", "p")) == card.id


def test_a_refused_instruction_leaves_no_case_and_no_outcome(desk):
    card = a_card(desk, {"text": "Суу жок"})
    late = {"outcome": "instruction", "words": "Бер", "executor": "mamyt", "due_on": "2027-12-01"}
    with pytest.raises(InternalTooLate):
        desk.receptions.settle(card.id, 1, late)
    with pytest.raises(StaffUnknown):
        desk.receptions.settle(card.id, 1, late | {"executor": "nobody"})
    with pytest.raises(FieldWrong):
        desk.receptions.settle(card.id, 1, {"outcome": "instruction", "words": "Бер"})
    assert desk.cases.newest(5) == ()
    assert desk.receptions.card(card.id).questions[0].outcome == ""
    desk.integrity.verify()


def test_a_written_appeal_lies_at_the_counter_half_typed(desk):
    card = a_card(desk, {"text": "Жер участогу", "topic": "land", "outcome": "written_appeal"})
    draft = desk.drafts.find(card.draft)
    assert draft.kind == "register"
    assert (draft.form["name"], draft.form["subject"], draft.form["topic"]) == (
        "Жумабаева0 Айзада", "Жер участогу", "land"
    )  # fmt: skip
    assert draft.form["record"] == card.person
    assert desk.cases.newest(5) == ()


def test_the_hotline_card_may_be_anonymous_and_ends_with_a_number_to_dictate(desk):
    card = a_card(
        desk, {"text": "Пара сурашты", "outcome": "explained", "words": "Прокуратурага кайрылыңыз"},
        form="hotline", applicant={"anonymous": True}, language="ru", close=True,
    )  # fmt: skip
    assert (card.is_anonymous, card.person, card.stage) == (True, "", "closed")
    told = desk.receptions.dictation(card.id, "ru")
    assert told.sentence == f"Запишите: ваш номер {told.number}, код {told.code}."
    assert told.code.replace(" ", "") == card.code
    named = a_card(desk, instruction(), form="hotline", applicant={"anonymous": True})
    case = desk.cases.open(named.questions[0].case).case
    assert case.applicant.is_anonymous
    assert case.registered.channel == "hotline"


def test_promises_are_kept_broken_or_taken_back_as_their_cases_end(desk, clock):
    card = a_card(desk, *(instruction(text=f"Маселе {n}") for n in range(4)))
    kept, late, withdrawn, _ = [one.case for one in card.questions]
    end = {"outcome": "granted", "answer": "жооп"}
    desk.cases.do(kept, "close", end)
    desk.cases.do(withdrawn, "withdraw", {"ground": "кайтарып алды"})

    def states():
        return [one.promise for one in desk.receptions.card(card.id).questions]

    assert states() == ["kept", "open", "dropped", "open"]
    clock.turn(9 * WORKING_DAY)
    desk.trusted_time.confirm(date(2026, 12, 2))
    desk.cases.do(late, "close", end)
    assert states() == ["kept", "broken", "dropped", "broken"]
    total = desk.reception_reports.of("2026").total
    assert (total.kept, total.broken, total.dropped, total.open) == (1, 2, 1, 0)
    assert len(desk.receptions.promises(states=("broken",))) == 2
    assert [one.ended_on for one in desk.receptions.promises(states=("kept",))] == [DAY]
    assert desk.receptions.promises(until_on=date(2026, 11, 22)) == ()
    assert {one.card for one in desk.receptions.promises(official="akim")} == {card.id}


def test_a_card_goes_on_while_the_person_speaks(desk):
    card = desk.receptions.open({"official": "akim", "applicant": {"anonymous": True}})
    assert card.number == "П1-00001/26-2"
    with pytest.raises(QuestionOpen):
        desk.receptions.close(card.id)
    desk.receptions.ask(card.id, "Жол")
    desk.receptions.ask(card.id, "Көпүрө", "roads", 1)
    desk.receptions.settle(card.id, 1, {"outcome": "explained", "words": "Күтүңүз"})
    desk.receptions.settle(card.id, 1, {"outcome": "settled_on_the_spot"})
    named = desk.receptions.correct(card.id, person(), reason="атын айтты")
    assert (named.applicant, named.is_anonymous) == ("Жумабаева0 Айзада", False)
    (one,) = desk.receptions.close(card.id).questions
    assert (one.text, one.topic_name["ru"], one.words) == ("Көпүрө", "дороги", "")
    with pytest.raises(CardOver):
        desk.receptions.ask(card.id, "дагы")
    annulled = desk.receptions.annul(card.id, "ката жазылган")
    assert (annulled.stage, annulled.annulled_for) == ("annulled", "ката жазылган")
    assert a_card(desk, {"text": "Суу"}).number == "П1-00002/26-7"
    assert desk.reception_reports.of("2026").total.annulled == 1


def test_what_became_a_case_is_not_changed_on_the_card(desk):
    card = a_card(desk, instruction())
    with pytest.raises(QuestionHasCase):
        desk.receptions.settle(card.id, 1, {"outcome": "settled_on_the_spot"})
    with pytest.raises(QuestionHasCase):
        desk.receptions.annul(card.id, "ката")


def test_the_same_person_is_one_person_however_often_they_come(desk):
    first = a_card(desk, {"text": "Суу", "outcome": "settled_on_the_spot"})
    second = a_card(desk, {"text": "Жол", "outcome": "settled_on_the_spot"})
    nameless = {"applicant": {"person": {"surname": "Асанов", "given": "Бек"}}}
    third = a_card(desk, {"text": "Жол", "outcome": "settled_on_the_spot"}, **nameless)
    assert first.person == second.person != ""
    assert third.person == ""
    total = desk.reception_reports.of("2026-11-23..2026-11-23").total
    assert (total.cards, total.persons) == (3, 2)


def test_rights_and_letters_are_the_offices(desk):
    desk.office.set_setting("reception_letter", "Ж")
    assert a_card(desk, {"text": "Суу"}).number.startswith("Ж1-00001/26-")
    with pytest.raises(FieldWrong):
        desk.office.set_setting("reception_letter", "ЖЖ")
    desk.office.set_setting("reception_letter", "К")
    with pytest.raises(FieldWrong):
        a_card(desk, {"text": "Суу"})
    desk.office.set_setting("reception_letter", "П")
    desk.core.actor = desk.office.now.find_login("tokton")
    a_card(desk, {"text": "Суу", "outcome": "settled_on_the_spot"})
    with pytest.raises(NotAllowed):
        a_card(desk, instruction())
    with pytest.raises(RecordNotFound):
        desk.receptions.find("П1-00077/26-1")


def test_card_and_slip_say_number_code_outcome_and_who_answers_by_when(desk):
    card = a_card(desk, instruction(), {"text": "Жол", "outcome": "settled_on_the_spot"})
    for language, due in (("ky", "01.12.2026 чейин"), ("ru", "до 01.12.2026")):
        slip = desk.reception_papers.slip(card.id, language)
        sheet = desk.reception_papers.card(card.id, language)
        for paper in (slip, sheet):
            said = squeezed(text(paper))
            for words in (card.number, card.code, due, "Сууну бер", "Мамытова А."):
                assert squeezed(words) in said
        assert round(page_sizes(slip)[0][0]) == 227
        (code,) = codes(slip, dpi=203)
        facts = desk.papers.verify(code)
        assert (facts.number, facts.code, facts.rule) == (card.number, card.code, "reception")
        assert facts.due_on == date(2026, 12, 1)


def test_long_questions_fit_on_every_paper(desk):
    asked = [
        {"text": "Жайытка кеткен жолду оңдоо маселеси. " * 100, "outcome": "explained",
         "words": "Пландалган, каражат бөлүнгөндөн кийин. " * 90}
        for _ in range(6)
    ]  # fmt: skip
    card = a_card(desk, *asked)
    long = "Муктаж үй-бүлөгө барып көрүңүз. " * 100
    a_card(desk, instruction(words=long, text=long))
    papers = desk.reception_papers
    for paper in (
        papers.minutes("akim", DAY), papers.instructions(DAY, DAY), papers.card(card.id),
        papers.slip(card.id),
    ):  # fmt: skip
        assert paper.startswith(b"%PDF")


def test_a_card_needs_no_line_and_continues_its_desks_series(desk, tmp_path):
    assert isinstance(desk.receptions, Receptions)
    numbers = [a_card(desk, {"text": "Суу"}).number for _ in range(3)]
    desk.integrity.rebuild()
    numbers.append(a_card(desk, {"text": "Суу"}).number)
    assert [number[:8] for number in numbers] == [
        "П1-00001", "П1-00002", "П1-00003", "П1-00004"
    ]  # fmt: skip
