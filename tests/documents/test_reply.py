"""What a reasoned reply must say, in which case it names whom, and when there is none."""

import itertools
from datetime import date

import pytest
from documents.reading_paper import codes, fonts, page_sizes, squeezed, text, words
from documents.receipt_samples import QR
from documents.reply_samples import LEAST, LONGEST, REFUSAL, TYPICAL_KY, TYPICAL_RU
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from akimat_desk.documents.page import A4
from akimat_desk.documents.refusals import (
    GlyphMissing,
    PaperOverflows,
    PartMissing,
    TemplateUnknown,
)
from akimat_desk.documents.reply import TEMPLATE, reply
from akimat_desk.domain.readings import Addressee, Answered, Bilingual, ReplyReading, Signatory

SAMPLES = {
    "ky": TYPICAL_KY,
    "ru": TYPICAL_RU,
    "refusal": REFUSAL,
    "longest": LONGEST,
    "least": LEAST,
}
every_sample = pytest.mark.parametrize("sample", SAMPLES)
every_language = pytest.mark.parametrize("language", ["ky", "ru"])


def printed(reading: ReplyReading = TYPICAL_KY, *, language: str = "ky") -> bytes:
    return reply(reading, language=language)


def missing(paper: bytes, *wanted: str) -> list[str]:
    """What of the wanted words is not there."""
    there = squeezed(text(paper))
    return [one for one in wanted if squeezed(one) not in there]


def test_a_kyrgyz_reply_says_all_its_parts():
    assert not missing(
        printed(),
        *("Ноокат районунун мамлекеттик администрациясы", "Ноокат ш., Ленин көч., 1"),
        *("Ноокатская районная государственная администрация", "г. Ноокат, ул. Ленина, 1"),
        *("2026-жылдын 9-декабры", "№ 03-12/418", "Сиздин № К1-00042/26-7"),
        *("Өмүрбеков Чыңгыз Төлөгөновичке", "Гүлстан айылы, Ленин көчөсү, 17-үй, 714500"),
        *("Кайрылуу боюнча: Ленин көчөсүндөгү", "Урматтуу Чыңгыз Төлөгөнович!"),
        "Сиздин 2026-жылдын 23-ноябрында берилген № К1-00042/26-7 кайрылууңуз каралып чыкты.",
        *("жүйөлүү жооп", "1-суроо боюнча: Ленин көчөсүндө", "2-суроо боюнча: Суу качан берилет?"),
        *(answer.text for answer in TYPICAL_KY.answers),
        f"Укуктук негизи: {TYPICAL_KY.grounds}.",
        *("Тиркеме: 2 документ:", "1. Келишимдин көчүрмөсү", "2. Суу ташуу графиги"),
        *("Акимдин орун басары", "Токтоналиев Б. А."),
        *("Аткаруучу: Асанова Г. М., тел. 03230 5-12-40", "Ишке № 03-12", "1-бет, бардыгы 1"),
        "reply-1",
    )


def test_a_russian_reply_says_all_its_parts():
    assert not missing(
        printed(TYPICAL_RU, language="ru"),
        *("Ноокат районунун мамлекеттик администрациясы", "9 декабря 2026 г.", "№ 03-12/418"),
        *("На № К1-00042/26-7 от 23 ноября 2026 г.", "Сидоровой Марии Петровне"),
        *("с. Гулистан, ул. Ленина, д. 17, 714500", "Уважаемая Мария Петровна!"),
        "Ваше обращение № К1-00042/26-7 от 23 ноября 2026 г. рассмотрено.",
        *("мотивированный ответ", "По вопросу 1: Почему", "По вопросу 2: Когда дадут воду?"),
        *(answer.text for answer in TYPICAL_RU.answers),
        "Правовое основание: Закон № 67 «О порядке рассмотрения обращений граждан», ст. 8.",
        *("Приложение: 1 документ:", "И.о. заместителя акима", "Исполнитель: Асанова Г. М."),
        *("В дело № 03-12", "Стр. 1 из 1"),
    )


@pytest.mark.parametrize(
    ("language", "to", "called"),
    [
        ("ky", Addressee(surname="Асанова", given="Гүлнара"), "Асанова Гүлнарага"),
        ("ky", Addressee(surname="Бакытов", given="Нур", patronymic="Эсен уулу"), "Эсен уулуна"),
        ("ky", Addressee(body="Ноокат району боюнча салык кызматы"), "салык кызматына"),
        ("ky", Addressee(surname="Соболь", given="Игорь"), "Кимге: Соболь Игорь"),
        ("ky", Addressee(body="«Береке» кооперативи"), "Кимге: «Береке» кооперативи"),
        ("ru", Addressee(surname="Ким", given="Нур"), "Кому: Ким Нур"),
        ("ru", Addressee(surname="Петров", given="Пётр"), "Петрову Петру"),
        (
            "ru",
            Addressee(surname="Петров", given="Пётр", patronymic="Ильич"),
            "Петрову Петру Ильичу",
        ),
        ("ru", Addressee(surname="Асанова", given="Гүлнара", patronymic="Бакыт кызы"), "Асановой"),
        ("ru", Addressee(body="Управление труда"), "Управлению труда"),
        ("ru", Addressee(body="ОсОО «Береке»"), "ОсОО «Береке»"),
        ("ru", Addressee(body="Береке и партнёры"), "Кому: Береке и партнёры"),
    ],
)
def test_the_addressee_stands_in_the_dative_or_behind_a_colon(language, to, called):
    assert not missing(printed(replace(TYPICAL_KY, addressee=to), language=language), called)


@pytest.mark.parametrize(
    ("language", "to", "greeting"),
    [
        ("ru", Addressee(surname="Петров", given="Пётр", patronymic="Ильич"), "Уважаемый Пётр"),
        ("ru", Addressee(surname="Ким", given="Нур"), "Уважаемый(ая) Нур!"),
        ("ky", Addressee(surname="Ким", given="Нур"), "Урматтуу Нур!"),
    ],
)
def test_a_person_is_greeted_by_name(language, to, greeting):
    assert not missing(printed(replace(TYPICAL_KY, addressee=to), language=language), greeting)


def test_a_body_is_not_greeted():
    to = Addressee(body="Ноокат району боюнча салык кызматы")
    assert missing(printed(replace(TYPICAL_KY, addressee=to)), "Урматтуу") == ["Урматтуу"]


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("ky", ["30 жумуш күнүнүн ичинде", "сотко чейинки тартипте", "№ 210 Мыйзамы"]),
        ("ru", ["в течение 30 рабочих дней", "в досудебном порядке", "№ 210"]),
    ],
)
def test_only_a_refusal_tells_how_to_appeal(language, wanted):
    assert not missing(printed(REFUSAL, language=language), *wanted)
    plain = printed(replace(REFUSAL, is_refusal=False), language=language)
    assert missing(plain, *wanted) == wanted


def test_an_answer_to_the_whole_appeal_has_no_number():
    assert missing(printed(REFUSAL), "суроо боюнча") == ["суроо боюнча"]


def test_only_answers_to_questions_are_numbered():
    answers = (Answered(text="Жалпы жооп."), Answered(question="Качан?", text="Эртең."))
    paper = printed(replace(TYPICAL_KY, answers=answers))
    assert not missing(paper, "1-суроо боюнча: Качан?")
    assert missing(paper, "2-суроо") == ["2-суроо"]


@pytest.mark.parametrize(
    ("language", "post", "wanted"),
    [
        ("ky", "аким", "Акимдин м.а."),
        ("ru", "аким", "И.о. акима"),
        ("ru", "Аким", "И.о. акима"),
        ("ru", "вахтёр-сторож", "Вахтёр-сторож (и.о.)"),
    ],
)
def test_an_acting_holder_signs_as_acting(language, post, wanted):
    signatory = Signatory(post=Bilingual(ky=post, ru=post), name="Асанов Т.", is_acting=True)
    paper = printed(replace(TYPICAL_KY, signatory=signatory), language=language)
    assert not missing(paper, wanted)


@every_language
def test_the_longest_reply_loses_no_word(language):
    paper = printed(LONGEST, language=language)
    assert len(page_sizes(paper)) > 9
    there = squeezed(text(paper))
    lines = {line.strip() for answer in LONGEST.answers for line in answer.text.splitlines()}
    again = "жүйөлүү жооптун уландысы" if language == "ky" else "ответ"
    assert there.count(squeezed(again)) >= len(page_sizes(paper)) - 1
    # A running head may stand inside a paragraph, so sentences are counted, not paragraphs.
    sentence = squeezed("Комиссия жерине чыгып, көйгөйлүү участокту текшерди")
    whole = sum(line.count("Комиссия жерине") for line in lines) * 3 * len(LONGEST.answers)
    assert whole - len(page_sizes(paper)) <= there.count(sentence) <= whole
    assert not missing(
        paper,
        *LONGEST.enclosures,
        *(LONGEST.subject, LONGEST.addressee.address, LONGEST.office.name.ru),
        *(LONGEST.executor_name, "ҮЙРӨНҮҮ РЕЖИМИ", "УЧЕБНЫЙ РЕЖИМ"),
        "Үйрөнүү режими" if language == "ky" else "Учебный режим",
    )


@pytest.mark.parametrize("lines", range(18, 60))
def test_a_signature_never_stands_alone_on_a_page(lines):
    text_of = "\n".join(f"Жооптун {n}-сабы." for n in range(lines))
    reading = replace(TYPICAL_KY, answers=(Answered(text=text_of),), enclosures=())
    found = list(words(printed(reading)))
    (signed,) = [one for one in found if one.text.startswith("Токтоналиев")]
    above = {
        round(one.bottom)
        for one in found
        if one.page == signed.page and one.size == 12 and one.bottom > signed.top
    }
    assert len(above) >= 2


@every_sample
@every_language
def test_nothing_leaves_its_margins(sample, language):
    paper = printed(SAMPLES[sample], language=language)
    assert {(round(wide), round(tall)) for wide, tall in page_sizes(paper)} == {(595, 842)}
    for one in words(paper):
        assert A4.left - 0.5 <= one.left, one
        assert one.right <= A4.width - A4.right + 0.5, one
        assert A4.bottom - 2.5 <= one.bottom, one
        assert one.top <= A4.height - A4.top + 0.5, one


@every_sample
@every_language
def test_nothing_is_printed_over_anything_else(sample, language):
    upright = [one for one in words(printed(SAMPLES[sample], language=language)) if one.upright]
    assert len(upright) > 12
    for _, on_page in itertools.groupby(upright, key=lambda one: one.page):
        for one, other in itertools.combinations(on_page, 2):
            wide = min(one.right, other.right) - max(one.left, other.left)
            tall = min(one.top, other.top) - max(one.bottom, other.bottom)
            assert wide < 0.5 or tall < 1.6, (one, other)


def test_full_lines_of_a_paragraph_end_at_the_margin():
    full = [one for one in words(printed()) if one.text.startswith("аралыкта иштен чыккан")]
    assert [round(one.right) for one in full] == [round(A4.width - A4.right)]


@every_sample
@every_language
def test_the_same_reading_gives_the_same_bytes_with_all_its_fonts(sample, language):
    paper = printed(SAMPLES[sample], language=language)
    assert paper == printed(SAMPLES[sample], language=language)
    assert b"Helvetica" not in paper
    assert fonts(paper)
    assert all(fonts(paper).values())
    assert min(one.size for one in words(paper)) >= 8


@every_language
def test_the_code_is_read_from_the_last_page(language):
    assert codes(printed(language=language), dpi=300) == [QR]
    long = printed(LONGEST, language=language)
    assert codes(long, dpi=300, page=len(page_sizes(long)) - 1) == [QR]
    assert codes(long, dpi=300, page=0) == []


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"number": " "}, "number"),
        ({"case_number": ""}, "case_number"),
        ({"addressee": Addressee(address="Ош ш.")}, "addressee"),
        ({"subject": ""}, "subject"),
        ({"answers": ()}, "answers"),
        ({"answers": (Answered(text="Ооба."), Answered(text=" \n"))}, "answers.2"),
        ({"grounds": ""}, "grounds"),
        ({"enclosures": ("Акт", "")}, "enclosures.2"),
        ({"signatory": Signatory(post=Bilingual(ky=""), name="А.")}, "signatory.post"),
        ({"signatory": Signatory(post=Bilingual(ky="аким"), name="")}, "signatory.name"),
        ({"executor_name": ""}, "executor_name"),
        ({"qr": ""}, "qr"),
        ({"point": ""}, "point"),
    ],
)
def test_a_reply_without_a_required_part_is_refused(change, part):
    with pytest.raises(PartMissing) as refused:
        printed(replace(TYPICAL_KY, **change))
    assert refused.value.part == part


def test_a_reading_of_another_template_is_not_drawn_anew():
    assert TYPICAL_KY.template == TEMPLATE
    with pytest.raises(TemplateUnknown):
        printed(replace(TYPICAL_KY, template="reply-0"))


def test_a_letter_that_no_font_has_is_refused_by_name():
    with pytest.raises(GlyphMissing) as refused:
        printed(replace(TYPICAL_KY, grounds="日本", executor_name="漢"))
    assert refused.value.characters == ("日", "本", "漢")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"addressee": Addressee(surname="Асанов", address="үй " * 5000)}, "addressee"),
        ({"subject": "суу " * 5000}, "subject"),
        ({"enclosures": ("акт " * 5000,)}, "signatory"),
    ],
)
def test_what_no_page_can_hold_is_refused(change, part):
    with pytest.raises(PaperOverflows) as refused:
        printed(replace(TYPICAL_KY, **change))
    assert refused.value.part in {part, "opening", "enclosures"}


LETTERS = st.text("АБВёЖЙҢңӨөҮүabc 0123456789-«»№.,\n\u00a0", max_size=120)
REQUIRED = LETTERS.map("Ү".__add__)
READINGS = st.builds(
    replace,
    st.sampled_from([TYPICAL_KY, TYPICAL_RU, REFUSAL, LEAST]),
    number=st.text("КАЖ0123456789/-", min_size=1, max_size=40),
    asked_on=st.dates(date(2024, 1, 1), date(2099, 1, 1)),
    addressee=st.builds(
        Addressee, surname=REQUIRED, given=LETTERS, patronymic=LETTERS, body=LETTERS
    ),
    answers=st.lists(
        st.builds(Answered, text=st.lists(REQUIRED, min_size=1).map("\n".join), question=LETTERS),
        min_size=1,
        max_size=5,
    ).map(tuple),
    grounds=REQUIRED,
    enclosures=st.lists(REQUIRED, max_size=20).map(tuple),
    signatory=st.builds(
        Signatory, post=st.builds(Bilingual, ky=REQUIRED), name=REQUIRED, is_acting=st.booleans()
    ),
    training=st.booleans(),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(READINGS, st.sampled_from(["ky", "ru"]))
def test_whatever_is_read_gives_a_whole_paper_or_a_refusal(reading, language):
    try:
        paper = reply(reading, language=language)
    except (GlyphMissing, PaperOverflows, PartMissing) as refused:
        event(refused.code)
        return
    event("paper")
    assert not missing(paper, reading.signatory.name.split("\n")[0][:5], reading.case_number)
