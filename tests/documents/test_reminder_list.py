"""The list of reminders on paper: nobody's page has another's rows, and no row is lost."""

from datetime import date

import pytest
from documents.reading_paper import squeezed, text, words

from akimat_desk.documents.refusals import PartMissing
from akimat_desk.documents.reminder_list import (
    PersonPart,
    ReminderListReading,
    ReminderRow,
    reminder_list,
)
from akimat_desk.domain.readings import Bilingual

POST = Bilingual(ky="адис", ru="специалист")


def a_row(place: int, **changes) -> ReminderRow:
    told = {
        "number": f"К1-{place:05d}/26-1",
        "applicant": f"Абдыкадырова-Токтогулова Гүлнара {place}",
        "subject": "Айыл жолун оңдоо жана суу түтүгүн алмаштыруу жөнүндө " * 9,
        "executor": "Токтоналиев Б.",
        "pressing": "overdue",
        "trouble": "none",
        "step": "executor",
        "due_kind": "statutory",
        "due_on": date(2026, 12, 1),
        "days_left": -3,
    }
    return ReminderRow(**(told | changes))


def a_list(*people: PersonPart, language="ky", **changes) -> bytes:
    reading = ReminderListReading(
        office=Bilingual(ky="Ноокат районунун мамлекеттик администрациясы"),
        day=date(2026, 12, 4),
        made_on=date(2026, 12, 3),
        people=people,
        language=language,
        **changes,
    )
    return reminder_list(reading)


def a_person(name: str, *rows: ReminderRow) -> PersonPart:
    return PersonPart(name=name, post=POST, rows=rows)


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_no_row_is_lost_over_many_pages_and_each_has_its_head(language):
    rows = [a_row(place) for place in range(60)]
    paper = a_list(a_person("Токтоналиев Б.", *rows), language=language)
    there = squeezed(text(paper))
    assert all(squeezed(row.number) in there for row in rows)
    pages = {one.page for one in words(paper)}
    head = "Эмне кылуу керек" if language == "ky" else "Что требуется"
    assert {one.page for one in words(paper) if one.text == head} == pages
    assert len(pages) > 3


def test_each_person_has_pages_of_their_own():
    paper = a_list(
        a_person("Асанова Г.", a_row(1)), a_person("Мамытова А.", a_row(2), a_row(3)), training=True
    )
    pages = {one.text: one.page for one in words(paper) if one.text.startswith("К1-")}
    assert pages == {"К1-00001/26-1": 0, "К1-00002/26-1": 1, "К1-00003/26-1": 1}


def test_what_is_asked_follows_from_what_is_wrong():
    asked = {
        ("no_executor", "head"): "Назначьте исполнителя",
        ("executor_left", "department"): "назначьте другого",
        ("not_accepted", "executor"): "Примите дело",
        ("not_accepted", "head"): "примите меры",
        ("none", "executor"): "Подготовьте ответ",
        ("none", "head"): "Выясните причину",
    }
    rows = [a_row(place, trouble=trouble, step=step) for place, (trouble, step) in enumerate(asked)]
    there = squeezed(text(a_list(a_person("Асанова Г.", *rows), language="ru")))
    assert all(squeezed(words) in there for words in asked.values())


def test_every_kind_of_date_is_told_as_what_it_is():
    rows = [
        a_row(1, due_kind="control", body="Жогорку Кеңеш", instead_of="Мамытова А."),
        a_row(2, due_kind="control"),
        a_row(3, due_kind="internal", days_left=0, pressing="today"),
        a_row(4, due_on=None, days_left=None, due_kind="", pressing="none", trouble="no_executor"),
        a_row(5, days_left=0),
        a_row(6, days_left=2, pressing="soon", applicant=""),
    ]
    there = squeezed(text(a_list(a_person("", *rows), language="ru")))
    for said in ("контроль: Жогорку Кеңеш", "Вы замещаете: Мамытова А.", "по резолюции",
                 "срок сегодня", "без срока", "срок истёк", "осталось 2 рабочих дня",
                 "анонимно", "никто не назван"):  # fmt: skip
        assert squeezed(said) in there, said


def test_a_list_for_nobody_is_no_paper():
    with pytest.raises(PartMissing):
        a_list()
