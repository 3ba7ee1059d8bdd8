"""What the sheet on a due date says: every day, why, who held the case, and what is in doubt."""

from datetime import date

import pytest
from documents.explanation_samples import (
    BEGAN,
    CALENDAR,
    LONGEST,
    OPEN_PAUSE,
    RULE,
    TYPICAL,
    UNKNOWN,
)
from documents.reading_paper import codes, fonts, page_sizes, squeezed, text, words
from documents.receipt_samples import QR
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from terms import any_calendar, any_day, any_facts

from akimat_desk.documents.explanation import TEMPLATE, ExplanationReading, explanation
from akimat_desk.documents.page import A4
from akimat_desk.documents.refusals import GlyphMissing, PartMissing, TemplateUnknown
from akimat_desk.domain.deadlines import Duty, Extension, TermFacts
from akimat_desk.domain.explanations import explain
from akimat_desk.domain.readings import Bilingual
from akimat_desk.text.dates import long_date, short_date

SAMPLES = {"typical": TYPICAL, "longest": LONGEST, "open": OPEN_PAUSE, "unknown": UNKNOWN}
every_sample = pytest.mark.parametrize("sample", SAMPLES)
every_language = pytest.mark.parametrize("language", ["ky", "ru"])


def printed(reading: ExplanationReading = TYPICAL, *, language: str = "ky") -> bytes:
    return explanation(reading, language=language)


def missing(paper: bytes, *wanted: str) -> list[str]:
    there = squeezed(text(paper))
    return [one for one in wanted if squeezed(one) not in there]


def test_an_everyday_term_is_explained_on_one_page_in_kyrgyz():
    paper = printed()
    assert len(page_sizes(paper)) == 1
    assert not missing(
        paper,
        *("Ноокат районунун мамлекеттик администрациясы", "МӨӨНӨТТҮН ТҮШҮНДҮРМӨСҮ"),
        *("№ К1-00042/26-7 кайрылуу", "2026-жылдын 11-декабры, жума", "Кайрылууну кароо"),
        *(RULE.legal.ky, "14 жумуш күнү", "2026-жылдын 23-ноябры, кийинки күндөн тартып"),
        *(CALENDAR.title.ky, "1-чыгарылыш"),
        *("МЫЙЗАМДУУ МӨӨНӨТ", "11.12.2026, жума", "КӨЗӨМӨЛ МӨӨНӨТҮ", "04.12.2026, жума"),
        *("Президенттин Администрациясы, № 14-08/К-12345, 20.11.2026",),
        *("ИЧКИ МӨӨНӨТ", "02.12.2026, шаршемби"),
        *("ТАКТАЛУУГА ТИЙИШ", "кайсы күндөн тартып эсептелери такталган эмес"),
        *("23.11.2026 дүйшөмбү башталган күнү, эсептелбейт",),
        *("24.11.2026 шейшемби 1 жумуш күнү Асанова Г. М.", "28.11.2026 ишемби дем алыш күнү"),
        "11.12.2026 жума 14 мөөнөттүн акыркы күнү аткаруучусу жок: Токтоналиев Б. А.",
        *("3 жумуш күнү Асанова Г. М.", "11 жумуш күнү аткаруучусу жок: Токтоналиев"),
        *("Жалпы бөлүмдүн башчысы", "Түзүлгөн күнү: 14.12.2026", "1-бет, бардыгы 1"),
    )


def test_a_long_course_says_what_happened_to_every_day_in_russian():
    paper = printed(LONGEST, language="ru")
    assert not missing(
        paper,
        *("ПОЯСНЕНИЕ СРОКА", "3 февраля 2027 г., среда", "14 рабочих дней, продлён на 15 рабочих"),
        "Продление от 01.06.2027 не учитывается: срок к тому времени истёк.",
        "срок приостановлен: ожидание документов от заявителя заявитель",
        *("праздничный день: Новый год", "нерабочий день: Новогодние каникулы"),
        *("15 день продлённого срока Өмүрбеков", "29 последний день срока"),
        *("без исполнителя: учреждение", "24 рабочих дня Өмүрбеков Чыңгыз Төлөгөнович"),
        *("Жогорку Кеңештин Аппараты", "доложить: акимге", "закрыт"),
        *("Учебный режим", "УЧЕБНЫЙ РЕЖИМ", "Стр. 3 из 3"),
    )
    heads = [one.page for one in words(paper) if one.text.startswith("у кого обращение")]
    assert heads == [0, 1, 2]


@every_sample
@every_language
def test_every_day_of_the_term_is_told_once(sample, language):
    reading = SAMPLES[sample]
    first = [
        one.text for one in words(printed(reading, language=language)) if one.left < A4.left + 3
    ]
    days = [short_date(line.day) for line in reading.explanation.lines]
    # A holder of a single day is told under the table by that day once more.
    assert [one for one in first if one in days][: len(days)] == days


@every_language
def test_an_open_pause_gives_no_due_date_but_the_earliest(language):
    paper = printed(OPEN_PAUSE, language=language)
    earliest = OPEN_PAUSE.explanation.due.earliest
    wanted = {"ky": ("эң эртеси", "Мөөнөт токтотулуп турат"), "ru": ("не ранее", "приостановлен")}
    assert not missing(paper, *wanted[language], long_date(earliest, language))


@every_language
def test_a_term_without_a_length_shows_no_days(language):
    paper = printed(UNKNOWN, language=language)
    wanted = {
        "ky": ("такталып жатат", "узактыгы такталган эмес", "салыштырыла элек"),
        "ru": ("уточняется", "Продолжительность срока не установлена", "не сверено"),
    }
    assert not missing(paper, *wanted[language])
    assert missing(paper, "24.11.2026") == ["24.11.2026"]


def test_an_unconfirmed_day_is_marked_in_its_row():
    named = replace(CALENDAR.days_off[0], day=date(2026, 12, 1), status="to_confirm")
    calendar = replace(CALENDAR, days_off=(named,))
    told = explain(TermFacts(started_on=BEGAN, rule=RULE), calendar)
    paper = printed(replace(OPEN_PAUSE, explanation=told))
    assert not missing(paper, "майрам күнү: Жаңы жыл (такталууга тийиш)", "тастыктала элек")


def test_a_term_beyond_the_calendar_says_so():
    calendar = replace(CALENDAR, covers_to=date(2026, 11, 30))
    told = explain(TermFacts(started_on=BEGAN, rule=RULE), calendar)
    assert not missing(printed(replace(OPEN_PAUSE, explanation=told)), "календардын чегинен чыгат")


def test_calendar_days_land_on_a_working_day_and_are_not_called_working():
    rule = replace(RULE, unit="calendar", length=5)
    facts = TermFacts(
        started_on=BEGAN, rule=rule, extensions=(Extension(days=1, granted_on=BEGAN),)
    )
    paper = printed(replace(OPEN_PAUSE, explanation=explain(facts, CALENDAR)), language="ru")
    assert not missing(
        paper,
        "5 календарных дней, продлён на 1 календарный день",
        "28.11.2026 суббота 5 календарный день",
        "29.11.2026 воскресенье 6 день продлённого срока",
        "30.11.2026 понедельник перенос на ближайший рабочий день: последний день срока",
        "Если последний день нерабочий, срок заканчивается в ближайший рабочий день.",
    )


def test_the_term_by_law_stands_there_even_if_no_duty_was_given():
    paper = printed(replace(TYPICAL, duties=()), language="ru")
    assert not missing(paper, "11.12.2026, пятница", "не установлен")


def test_a_control_to_be_confirmed_says_so():
    duty = Duty(kind="control", due_on=date(2026, 12, 4), to_confirm=True)
    (line,) = [
        one
        for one in words(printed(replace(TYPICAL, duties=(duty,)), language="ru"))
        if one.text == "требует уточнения"
    ]
    assert line.left > A4.left + 100


@every_sample
@every_language
def test_the_sheet_keeps_its_margins_its_fonts_and_its_bytes(sample, language):
    paper = printed(SAMPLES[sample], language=language)
    assert paper == printed(SAMPLES[sample], language=language)
    assert b"Helvetica" not in paper
    assert all(fonts(paper).values())
    for one in words(paper):
        assert A4.left - 0.5 <= one.left, one
        assert one.right <= A4.width - A4.right + 0.5, one
        assert A4.bottom - 2.5 <= one.bottom, one
        assert one.top <= A4.height - A4.top + 0.5, one
        assert one.size >= 8


def test_the_code_is_read_from_the_print():
    assert codes(printed(), dpi=300) == [QR]
    assert codes(printed(OPEN_PAUSE), dpi=300) == []


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"case_number": ""}, "case_number"),
        ({"point": " "}, "point"),
        (
            {"signatory": replace(TYPICAL.signatory, post=Bilingual(ky=""))},
            "signatory.post",
        ),
        (
            {
                "explanation": replace(
                    TYPICAL.explanation, rule=replace(RULE, legal=Bilingual(ky=""))
                )
            },
            "explanation.rule.legal",
        ),
    ],
)
def test_a_sheet_without_a_required_part_is_refused(change, part):
    with pytest.raises(PartMissing) as refused:
        printed(replace(TYPICAL, **change))
    assert refused.value.part == part


def test_what_cannot_be_shown_or_is_of_another_template_is_refused():
    assert TYPICAL.template == TEMPLATE
    with pytest.raises(TemplateUnknown):
        printed(replace(TYPICAL, template="explanation-0"))
    with pytest.raises(GlyphMissing):
        printed(replace(TYPICAL, subject="日"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_facts(), any_calendar(), st.none() | any_day, st.sampled_from(["ky", "ru"]))
def test_any_term_can_be_printed_and_ends_where_it_ends(facts, calendar, today, language):
    told = explain(facts, calendar, today=today)
    paper = printed(replace(TYPICAL, explanation=told, bookings=(), duties=()), language=language)
    assert not missing(paper, long_date(told.due_on, language), str(told.counted))
