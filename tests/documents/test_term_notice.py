"""What a notice of a changed date must say, in which language, and when there is none."""

from datetime import date

import pytest
from documents.reading_paper import page_sizes, squeezed, text
from documents.receipt_samples import LONG_BODY
from documents.receipt_samples import LONGEST as LONGEST_RECEIPT
from documents.reply_samples import TYPICAL_KY as REPLY
from documents.reply_samples import TYPICAL_RU as REPLY_RU
from msgspec.structs import replace

from akimat_desk.documents.refusals import GlyphMissing, PartMissing, TemplateUnknown
from akimat_desk.documents.term_notice import (
    TEMPLATE,
    ChangedDay,
    TermNoticeReading,
    term_notices,
)
from akimat_desk.domain.readings import Addressee, Bilingual, Signatory

AIT = ChangedDay(
    day=date(2026, 5, 27), became="off", name=Bilingual(ky="Курман айт", ru="Курман айт")
)
FLOOD = ChangedDay(day=date(2026, 5, 28), became="local", name=Bilingual(ky="Ташкын", ru="Паводок"))
SATURDAY = ChangedDay(day=date(2026, 5, 30), became="worked")

KY = TermNoticeReading(
    office=REPLY.office,
    issued_on=date(2026, 5, 21),
    case_number="К1-00042/26-7",
    registered_on=date(2026, 5, 18),
    addressee=REPLY.addressee,
    subject="Суу жөнүндө",
    before=date(2026, 6, 5),
    after=date(2026, 6, 9),
    days=(AIT, FLOOD, SATURDAY),
    legal=Bilingual(ky="№ 67 Мыйзам, 8-берене", ru="Закон № 67, ст. 8"),
    is_in_working_days=True,
    signatory=REPLY.signatory,
    executor_name="Асанова Г. М.",
    executor_phone="03230 5-12-40",
    point="1",
    template=TEMPLATE,
    language="ky",
)
RU = replace(KY, language="ru", addressee=REPLY_RU.addressee, days=(AIT,))


def missing(paper: bytes, *wanted: str) -> list[str]:
    there = squeezed(text(paper))
    return [one for one in wanted if squeezed(one) not in there]


def test_a_kyrgyz_notice_says_what_the_date_was_is_and_why():
    assert not missing(
        term_notices([KY]),
        *("Ноокат районунун мамлекеттик администрациясы", "2026-жылдын 21-майы"),
        *("Өмүрбеков Чыңгыз Төлөгөновичке", "Урматтуу Чыңгыз Төлөгөнович!"),
        "Мөөнөттүн өзгөргөнү жөнүндө билдирүү",
        "Сиздин 2026-жылдын 18-майында катталган № К1-00042/26-7 кайрылууңузга жооп берүү мөөнөтү",
        *("Мурунку мөөнөт: 2026-жылдын 5-июну.", "Жаңы мөөнөт: 2026-жылдын 9-июну."),
        "2026-жылдын 27-майы, шаршемби: дем алыш күнү – Курман айт;",
        "2026-жылдын 28-майы, бейшемби: ушул мекеменин дем алыш күнү – Ташкын;",
        "2026-жылдын 30-майы, ишемби: жумуш күнү.",
        *("жумуш күндөрү менен эсептелет", "Укуктук негизи: № 67 Мыйзам, 8-берене."),
        *("Токтоналиев Б. А.", "Аткаруучу: Асанова Г. М., тел. 03230 5-12-40", "term-notice-1"),
    )


def test_a_russian_notice_says_the_same():
    assert not missing(
        term_notices([RU]),
        *("Сидоровой Марии Петровне", "Уведомление об изменении срока"),
        "Срок ответа на Ваше обращение № К1-00042/26-7, зарегистрированное 18 мая 2026 г.,",
        *("Прежний срок: 5 июня 2026 г.", "Новый срок: 9 июня 2026 г."),
        "27 мая 2026 г., среда: выходной день – Курман айт.",
        "О Вашем обращении можно узнать по телефону",
    )


def test_all_notices_stand_in_one_file_a_page_for_each():
    paper = term_notices([KY, RU, replace(KY, case_number="К1-00043/26-5")])
    assert len(page_sizes(paper)) == 3
    assert not missing(paper, "К1-00043/26-5", "Сидоровой Марии Петровне")
    assert term_notices([KY, RU]) == term_notices([KY, RU])


def test_a_new_week_is_a_reason_too_and_calendar_days_are_not_called_working_ones():
    week = replace(KY, days=(), new_week_from=date(2026, 6, 1), is_in_working_days=False)
    paper = term_notices([week])
    assert not missing(paper, "2026-жылдын 1-июнунан баштап мекеме жуманын башка күндөрү иштейт.")
    assert missing(paper, "жумуш күндөрү менен эсептелет")
    russian = term_notices([replace(week, language="ru")])
    assert not missing(russian, "с 1 июня 2026 г. учреждение работает в другие дни недели.")


def test_the_longest_and_the_least_find_room():
    longest = replace(
        KY,
        office=LONGEST_RECEIPT.office,
        addressee=Addressee(body=LONG_BODY, address="Ысык-Көл облусу, " * 9),
        days=tuple(replace(FLOOD, name=Bilingual(ky="Себеби " * 17)) for _ in range(40)),
        signatory=Signatory(
            post=LONGEST_RECEIPT.answerer.post, name=LONGEST_RECEIPT.clerk_name, is_acting=True
        ),
        training=True,
    )
    least = replace(
        KY,
        legal=Bilingual(ky=""),
        office=replace(KY.office, phone=""),
        executor_phone="",
        addressee=Addressee(surname="Асанова"),
    )
    assert len(page_sizes(term_notices([longest, least]))) >= 3
    assert missing(term_notices([least]), "Укуктук негизи")


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"case_number": ""}, "case_number"),
        ({"addressee": Addressee()}, "addressee"),
        ({"days": ()}, "reasons"),
        ({"signatory": Signatory(post=Bilingual(ky=""), name="")}, "signatory.post"),
        ({"executor_name": " "}, "executor_name"),
    ],
)
def test_without_a_part_there_is_no_notice(changes: dict[str, object], part: str):
    with pytest.raises(PartMissing) as refused:
        term_notices([RU, replace(KY, **changes)])
    assert refused.value.part == part


def test_no_notice_no_unknown_form_no_missing_letter():
    with pytest.raises(PartMissing):
        term_notices([])
    with pytest.raises(TemplateUnknown):
        term_notices([replace(KY, template="term-notice-9")])
    with pytest.raises(GlyphMissing):
        term_notices([replace(KY, case_number="日")])
