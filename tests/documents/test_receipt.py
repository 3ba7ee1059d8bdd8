"""What a receipt must say, in both languages and all four forms, and when there is none."""

import hashlib
import itertools
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from documents.reading_paper import codes, fonts, page_sizes, squeezed, text, words
from documents.receipt_samples import (
    LEAST,
    LONG_BODY,
    LONG_NAME,
    LONGEST,
    QR,
    TRAINING,
    TYPICAL,
)
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from akimat_desk.documents.page import A4_LANDSCAPE, A4_LARGE, A5, ROLL_80
from akimat_desk.documents.receipt import TEMPLATE, receipt
from akimat_desk.documents.refusals import (
    GlyphMissing,
    PaperOverflows,
    PartMissing,
    TemplateUnknown,
)
from akimat_desk.domain.readings import (
    Answerer,
    Bilingual,
    DueLine,
    ReceiptReading,
    TakenPaper,
)

FORMS = ("a5", "a4x2", "roll80", "large")
LANGUAGES = ("ky", "ru")
SAMPLES = {"typical": TYPICAL, "training": TRAINING, "longest": LONGEST, "least": LEAST}

every_form = pytest.mark.parametrize("form", FORMS)
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_sample = pytest.mark.parametrize("sample", SAMPLES)


def printed(reading: ReceiptReading = TYPICAL, **wish: Any) -> bytes:
    return receipt(reading, **{"form": "a5", "language": "ky", **wish})


def says(paper: bytes, *wanted: str) -> list[str]:
    """What of the wanted words is not there."""
    there = squeezed(text(paper))
    return [one for one in wanted if squeezed(one) not in there]


@every_form
@every_language
def test_every_part_of_the_receipt_is_there(form, language):
    paper = printed(form=form, language=language)
    assert not says(
        paper,
        *("Ноокат районунун мамлекеттик администрациясы", "Ноокат ш., Ленин көч., 1"),
        *("Ноокатская районная государственная администрация", "г. Ноокат, ул. Ленина, 1"),
        *("Маалымат алуу: тел. 03230 5-11-22", "Справки: тел. 03230 5-11-22"),
        *("дш.–жм. 9:00–18:00", "пн–пт 9:00–18:00"),
        *("ТИЛ КАТ", "кабыл алуу жөнүндө", "РАСПИСКА", "о приёме"),
        *("К1-00042/26-7", "418 902"),
        *("Келип түштү", "Поступило", "23.11.2026, 10:40"),
        *("Катталды", "Зарегистрировано", "23.11.2026, 10:47"),
        *("Кимден", "От кого", "Өмүрбеков Чыңгыз Төлөгөнович"),
        *("Эмне жөнүндө", "О чём", "Ленин көчөсүндө үч айдан бери суу жок"),
        *("АЛЫНГАН ДОКУМЕНТТЕР", "ПРИНЯТЫЕ ДОКУМЕНТЫ", "1.", "Арыз", "түп нуска", "подлинник"),
        *("2.", "Кошуналардын тизмеси", "көчүрмө", "копия", "2 барак", "2 листа"),
        *("Баары: 2 (эки) документ, 3 (үч) барак.", "Кайтарылып берилүүчү документ жок"),
        *("Всего: 2 (два) документа, 3 (три) листа.", "Документов, подлежащих возврату, нет"),
        *("ЖООПТУУ КЫЗМАТ АДАМЫ", "ОТВЕТСТВЕННОЕ ДОЛЖНОСТНОЕ ЛИЦО"),
        *("Токтоналиев Бакыт Асанович", "акимдин орун басары, 12-бөлмө, тел. 03230 5-12-40"),
        *("заместитель акима, каб. 12", "Аткаруучу резолюция менен дайындалат"),
        "Исполнитель назначается резолюцией",
        *("АТКАРУУ МӨӨНӨТҮ", "СРОК ИСПОЛНЕНИЯ", "11.12.2026", "жума", "пятница"),
        *("14 жумуш күнү. Укуктук негизи: № 67 Мыйзам, 8-берене",),
        *("14 рабочих дней. Правовое основание: Закон № 67, ст. 8",),
        *("акысыз", "бесплатны", "03230 5-11-22 телефонуна номерди жана кодду айтыңыз"),
        *("назовите номер и код", "даттанууга укугуңуз бар", "вправе подать жалобу"),
        *("Кабыл алды", "Принял(а)", "каттоочу", "регистратор", "Асанова Г. М.", "М.О."),
        *("кол тамга", "подпись", "receipt-1"),
        *("арыз берүүчүнүн нускасы", "экземпляр заявителя"),
    )


@every_form
@every_language
def test_the_longest_contents_lose_no_word(form, language):
    paper = printed(LONGEST, form=form, language=language, copy=2)
    assert not says(
        paper,
        *(LONG_NAME, LONG_BODY, LONGEST.representative, LONGEST.number, "007 902"),
        *(LONGEST.office.name.ky, LONGEST.office.name.ru, LONGEST.office.hours.ky),
        *("жамааттык, 143 адам кол койгон", "коллективное, 143 подписи"),
        *("кайрылуулары менен иштөө бөлүмү, № 14-08/К-12345, 20.11.2026",),
        *(paper.title for paper in LONGEST.papers),
        *("12 (он эки) документ, 78 (жетимиш сегиз) барак", "Кайтарылып берилет: № 1, 5."),
        *("12 (двенадцать) документов, 78 (семьдесят восемь) листов", "возврату: № 1, 5."),
        *(LONGEST.answerer.post.ky, LONGEST.answerer.post.ru, "214-а-бөлмө", "каб. 214-а"),
        *("Негизи: 2026-жылдын 12-январындагы № 14-б буйрук", "Основание: приказ от 12 января"),
        *("Көзөмөл мөөнөтү: 04.12.2026 (Президенттин Администрациясы)",),
        *("Контрольный срок: 04.12.2026 (Президенттин Администрациясы)",),
        *("Такталууга тийиш", "Требует уточнения", LONGEST.due.ground.ky, LONGEST.due.ground.ru),
        *("https://kabar.example/abaly", LONGEST.clerk_post.ky, LONGEST.clerk_post.ru),
        *("Оңдолгон тил кат", "Исправленная расписка", LONGEST.corrects),
        *("Көчүрмө № 2", "Копия № 2", "Үйрөнүү режими", "ҮЙРӨНҮҮ РЕЖИМИ", "УЧЕБНЫЙ РЕЖИМ"),
    )


@every_form
@every_language
def test_what_is_not_known_is_said_and_not_left_empty(form, language):
    paper = printed(LEAST, form=form, language=language)
    assert not says(
        paper,
        *("анонимдүү: арыз берүүчү аты-жөнүн көрсөткөн эмес", "анонимно: заявитель не указал"),
        *("Документтер алынган жок", "Документы не принимались"),
        *("такталып жатат", "уточняется", "Такталууга тийиш", "Требует уточнения"),
    )
    assert says(paper, "резолюция", "резолюцией", "жумуш күнү", "рабочих") == [
        *("резолюция", "резолюцией", "жумуш күнү", "рабочих")
    ]


def test_a_case_without_a_rule_says_that_its_date_is_being_established():
    due = DueLine(due_on=None, days=None, unit="working", ground=Bilingual(ky=""))
    assert not says(printed(replace(TYPICAL, due=due)), "такталып жатат", "Требует уточнения")


def test_a_desk_without_a_centre_prints_no_address():
    assert says(printed(), "барагынан") == ["барагынан"]
    assert "http" not in text(printed())


@every_language
def test_the_chosen_language_is_larger(language):
    sizes = {}
    for one in words(printed(form="a5", language=language)):
        for title in ("ТИЛ КАТ", "РАСПИСКА"):
            if one.text.startswith(title):
                sizes[title] = one.size
    larger, smaller = ("ТИЛ КАТ", "РАСПИСКА") if language == "ky" else ("РАСПИСКА", "ТИЛ КАТ")
    assert sizes[larger] > sizes[smaller]


def test_only_the_office_keeps_what_the_applicant_signed():
    assert says(printed(form="a5"), "Алдым") == ["Алдым"]
    sheet = list(words(printed(form="a4x2")))
    (signed,) = [one for one in sheet if one.text.startswith("Алдым")]
    assert signed.left > A4_LANDSCAPE.width / 2
    marks = {one.text: one.left > A4_LANDSCAPE.width / 2 for one in sheet if "нускасы" in one.text}
    assert marks == {
        "арыз берүүчүнүн нускасы · экземпляр заявителя": False,
        "мекеменин нускасы · экземпляр учреждения": True,
    }


def test_the_subject_takes_one_line_and_says_that_it_goes_on():
    (line,) = [one for one in words(printed(LONGEST)) if one.text.startswith("Жер участогун бөлүп")]
    assert line.text.endswith("…")


@every_form
@every_sample
def test_nothing_leaves_its_margins(form, sample):
    paper = printed(SAMPLES[sample], form=form, language="ru", copy=1)
    for one in words(paper):
        left, right, bottom, top = column(form, one.left, page_sizes(paper)[one.page])
        assert left - 0.5 <= one.left, one
        assert one.right <= right + 0.5, one
        assert bottom - 2.5 <= one.bottom, one
        assert one.top <= top + 0.5, one


def column(form: str, x: float, size: tuple[float, float]) -> tuple[float, float, float, float]:
    page = {"a5": A5, "a4x2": A5, "roll80": ROLL_80, "large": A4_LARGE}[form]
    width, height = size
    half = width / 2 if form == "a4x2" else width
    start = half if x > half else 0.0
    return start + page.left, start + half - page.right, page.bottom, height - page.top


@every_form
@every_sample
@every_language
def test_nothing_is_printed_over_anything_else(form, sample, language):
    upright = [
        one
        for one in words(printed(SAMPLES[sample], form=form, language=language, copy=1))
        if one.upright
    ]
    assert len(upright) > 20
    for one, other in itertools.combinations(upright, 2):
        if one.page == other.page:
            wide = min(one.right, other.right) - max(one.left, other.left)
            tall = min(one.top, other.top) - max(one.bottom, other.bottom)
            assert wide < 0.5 or tall < 0.8, (one, other)


@every_form
@every_sample
def test_nothing_is_smaller_than_eight_points(form, sample):
    assert min(one.size for one in words(printed(SAMPLES[sample], form=form))) >= 8


@every_form
@every_sample
def test_the_file_holds_all_its_fonts(form, sample):
    paper = printed(SAMPLES[sample], form=form, copy=1)
    assert b"Helvetica" not in paper
    assert fonts(paper)
    assert all(fonts(paper).values())


@every_form
@every_language
@every_sample
def test_the_same_reading_gives_the_same_bytes(form, language, sample):
    once, again = (printed(SAMPLES[sample], form=form, language=language) for _ in range(2))
    assert once == again


def test_another_program_on_another_day_prints_the_same_bytes():
    program = (
        "import hashlib, sys; sys.path[:0] = ['tests', '.'];"
        "from documents.receipt_samples import LONGEST;"
        "from akimat_desk.documents.receipt import receipt;"
        "paper = receipt(LONGEST, form='a4x2', language='ky');"
        "print(hashlib.sha256(paper).hexdigest())"
    )
    root = Path(__file__).parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            text=True,
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    here = hashlib.sha256(printed(LONGEST, form="a4x2")).hexdigest()
    assert digests == {here}


def test_forms_languages_and_copies_are_different_papers():
    papers = {
        printed(form=form, language=language, copy=copy)
        for form in FORMS
        for language in LANGUAGES
        for copy in (0, 1, 2)
    }
    assert len(papers) == 24


@pytest.mark.parametrize(
    ("form", "dpi"), [("roll80", 203), ("a5", 300), ("a4x2", 300), ("large", 300)]
)
@every_language
def test_the_code_is_read_from_the_print(form, dpi, language):
    seen = codes(printed(form=form, language=language), dpi=dpi)
    assert seen == [QR] * (2 if form == "a4x2" else 1)


@pytest.mark.parametrize(
    ("form", "sizes"),
    [
        ("a5", [(420, 595)]),
        ("a4x2", [(842, 595)]),
        ("large", [(595, 842)] * 2),
    ],
)
def test_an_everyday_receipt_takes_as_many_pages_as_it_should(form, sizes):
    paper = printed(form=form)
    assert [(round(wide), round(tall)) for wide, tall in page_sizes(paper)] == sizes


@pytest.mark.parametrize("count", [0, 1, 12, 200])
def test_a_roll_is_one_piece_as_long_as_its_words(count):
    reading = replace(TYPICAL, papers=(TakenPaper(title="Кадастрдык план"),) * count, sheets=0)
    ((width, height),) = page_sizes(printed(reading, form="roll80"))
    assert width == pytest.approx(ROLL_80.width, abs=0.01)
    lowest = min(one.bottom for one in words(printed(reading, form="roll80")))
    assert ROLL_80.bottom - 2 < lowest < ROLL_80.bottom + 3
    assert height > 400


def test_a_long_inventory_goes_on_under_the_number_on_numbered_pages():
    reading = replace(TYPICAL, papers=(TakenPaper(title="Кадастрдык план"),) * 40, sheets=40)
    paper = printed(reading)
    assert len(page_sizes(paper)) == 2
    assert not says(
        paper, "№ К1-00042/26-7 тил каттын уландысы", "40 (кырк) документ", "1/2", "2/2"
    )
    assert not says(paper, *(f"{n}." for n in range(1, 41)))


def test_a_copy_says_the_same_on_as_many_pages():
    for form in ("a5", "a4x2", "large"):
        first, copy = printed(form=form), printed(form=form, copy=3)
        assert page_sizes(first) == page_sizes(copy)
        stamped = {one.text for one in words(copy)} - {one.text for one in words(first)}
        assert stamped == {"Көчүрмө № 3 · Копия № 3"}
        places = {one for one in words(copy) if one.text not in stamped}
        assert places == set(words(first))


@pytest.mark.parametrize(
    ("control_on", "is_said"),
    [(date(2026, 12, 4), True), (date(2026, 12, 11), False), (date(2026, 12, 20), False)],
)
def test_a_control_date_is_said_when_it_comes_before_the_due_date(control_on, is_said):
    due = replace(TYPICAL.due, control_on=control_on)
    assert (says(printed(replace(TYPICAL, due=due)), "Көзөмөл мөөнөтү") == []) is is_said


def test_calendar_days_are_not_called_working_days():
    due = replace(TYPICAL.due, unit="calendar", days=30)
    assert not says(printed(replace(TYPICAL, due=due)), "30 календардык күн", "30 календарных дней")


@every_form
def test_a_letter_that_no_font_has_is_refused_by_name(form):
    with pytest.raises(GlyphMissing) as refused:
        printed(replace(TYPICAL, applicant="Ли 日本", clerk_name="漢 Асанова"), form=form)
    assert refused.value.characters == ("日", "本", "漢")
    assert refused.value.code == "glyph_missing"


def test_a_decomposed_letter_is_put_together_before_it_is_printed():
    assert not says(printed(replace(TYPICAL, applicant="Сеи\u0306итбеков")), "Сейитбеков")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"number": " "}, "number"),
        ({"code": "41890"}, "code"),
        ({"code": "41890A"}, "code"),
        ({"subject": ""}, "subject"),
        ({"qr": ""}, "qr"),
        ({"point": ""}, "point"),
        ({"clerk_name": "\n"}, "clerk_name"),
        ({"clerk_post": Bilingual(ky="")}, "clerk_post"),
        ({"office": replace(TYPICAL.office, name=Bilingual(ky=""))}, "office.name"),
        ({"office": replace(TYPICAL.office, address=Bilingual(ky=""))}, "office.address"),
        ({"office": replace(TYPICAL.office, phone="")}, "office.phone"),
        ({"answerer": Answerer(name="", post=Bilingual(ky="аким"))}, "answerer.name"),
        ({"answerer": Answerer(name="Асанов А.", post=Bilingual(ky=""))}, "answerer.post"),
        ({"due": replace(TYPICAL.due, ground=Bilingual(ky=""))}, "due.ground"),
        ({"papers": (TakenPaper(title="Арыз"), TakenPaper(title=""))}, "papers.2"),
    ],
)
def test_a_receipt_with_an_empty_part_is_refused(change, part):
    with pytest.raises(PartMissing) as refused:
        printed(replace(TYPICAL, **change))
    assert refused.value.part == part


def test_a_reading_of_another_template_is_not_drawn_anew():
    assert TYPICAL.template == TEMPLATE
    with pytest.raises(TemplateUnknown):
        printed(replace(TYPICAL, template="receipt-0"))


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"number": "К1-00042/26-7" * 9}, "number"),
        ({"applicant": "Ө" * 9000}, "facts"),
        ({"papers": (TakenPaper(title="үй " * 3000),)}, "papers"),
        ({"clerk_name": "Бүбүсайракан " * 300}, "signatures"),
        ({"sheets": 10_000}, "sheets"),
    ],
)
def test_what_no_page_can_hold_is_refused(change, part):
    with pytest.raises(PaperOverflows) as refused:
        printed(replace(TYPICAL, **change))
    assert refused.value.part == part


LETTERS = st.text("АБВёЖЙҢңӨөҮүabc 0123456789-«»№.,\n\u00a0", max_size=80)
REQUIRED = LETTERS.map("Ү".__add__)
STRANGE = st.one_of(LETTERS, LETTERS, LETTERS, st.text("日\u202e\x00😀", max_size=3))
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2099, 1, 1))
DAYS = st.dates(date(2024, 1, 1), date(2099, 1, 1))
WORDS = st.builds(Bilingual, ky=REQUIRED, ru=LETTERS)
READINGS = st.builds(
    replace,
    st.sampled_from([TYPICAL, LONGEST, LEAST]),
    number=st.text("КАЖ0123456789/-", min_size=1, max_size=22),
    code=st.from_regex(r"[0-9]{6}", fullmatch=True),
    received_at=INSTANTS,
    applicant=LETTERS,
    trade_name=STRANGE,
    representative=LETTERS,
    signatories=st.integers(0, 5000),
    subject=REQUIRED,
    papers=st.lists(
        st.builds(TakenPaper, title=REQUIRED, sheets=st.integers(0, 300), to_return=st.booleans()),
        max_size=8,
    ).map(tuple),
    answerer=st.builds(Answerer, name=REQUIRED, post=WORDS, room=LETTERS, phone=LETTERS),
    due=st.builds(
        DueLine,
        due_on=st.none() | DAYS,
        days=st.none() | st.integers(0, 400),
        unit=st.sampled_from(["working", "calendar"]),
        ground=WORDS,
        control_on=st.none() | DAYS,
    ),
    clerk_name=REQUIRED,
    training=st.booleans(),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(READINGS, st.sampled_from(FORMS), st.sampled_from(LANGUAGES), st.integers(0, 3))
def test_whatever_is_read_gives_a_whole_paper_or_a_refusal(reading, form, language, copy):
    try:
        paper = receipt(reading, form=form, language=language, copy=copy)
    except (GlyphMissing, PaperOverflows, PartMissing) as refused:
        event(refused.code)
        return
    event("paper")
    assert not says(paper, reading.subject[:5], reading.answerer.name, reading.clerk_name)
