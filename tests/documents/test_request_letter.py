"""What a letter that asks for papers must say, in which language, and when there is none."""

from datetime import date

import pytest
from documents.reading_paper import page_sizes, squeezed, text
from documents.receipt_samples import LONG_BODY
from documents.receipt_samples import LONGEST as LONGEST_RECEIPT
from documents.reply_samples import TYPICAL_KY as REPLY
from documents.reply_samples import TYPICAL_RU as REPLY_RU
from msgspec.structs import replace

from akimat_desk.documents.refusals import GlyphMissing, PartMissing, TemplateUnknown
from akimat_desk.documents.request_letter import (
    TEMPLATE,
    AskedPaper,
    RequestLetterReading,
    request_letter,
)
from akimat_desk.domain.readings import Addressee, Bilingual, Signatory

PLOT = AskedPaper(
    name=Bilingual(ky="участок жана анын аянты жөнүндө маалымат", ru="сведения об участке"),
    ground=Bilingual(ky="Жер кодекси, 12-берене", ru="Земельный кодекс, статья 12"),
)
TYPED = AskedPaper(name=Bilingual(ky="Чек планынын көчүрмөсү"))
KY = RequestLetterReading(
    office=REPLY.office,
    issued_on=date(2026, 6, 3),
    case_number="К1-00042/26-7",
    registered_on=date(2026, 6, 1),
    addressee=REPLY.addressee,
    papers=(PLOT, TYPED),
    ground="Чек планга салыштырылат",
    wanted_on=date(2026, 6, 10),
    paused_from=date(2026, 6, 3),
    signatory=REPLY.signatory,
    executor_name="Асанова Г. М.",
    executor_phone="03230 5-12-40",
    executor_room="12",
    point="1",
    template=TEMPLATE,
    language="ky",
)
RU = replace(KY, language="ru", addressee=REPLY_RU.addressee, papers=(PLOT,), ground="")

GOLDEN_KY = """
Жетишпеген документтерди суратуу
Урматтуу Чыңгыз Төлөгөнович!
Сиздин 2026-жылдын 1-июнунда катталган № К1-00042/26-7 кайрылууңузду кароо үчүн төмөнкү
документтер керек:
1. участок жана анын аянты жөнүндө маалымат – Жер кодекси, 12-берене;
2. Чек планынын көчүрмөсү.
Негизи: Чек планга салыштырылат.
Аларды 2026-жылдын 10-июнуна чейин (ошол күндү кошо) алып келүүңүздү же жөнөтүүңүздү суранабыз.
2026-жылдын 3-июнунан баштап ушул документтер келгенге чейин кароо мөөнөтү токтотулуп турат.
Суроолор боюнча: Асанова Г. М., 12-бөлмө, тел. 03230 5-12-40.
"""
GOLDEN_RU = """
Запрос недостающих документов
Уважаемая Мария Петровна!
Для рассмотрения Вашего обращения № К1-00042/26-7, зарегистрированного 1 июня 2026 г., необходимы
следующие документы:
1. сведения об участке – Земельный кодекс, статья 12.
Просим представить или направить их до 10 июня 2026 г. включительно.
С 3 июня 2026 г. срок рассмотрения приостановлен до поступления этих документов.
По вопросам обращаться: Асанова Г. М., каб. 12, тел. 03230 5-12-40.
"""


@pytest.mark.parametrize(("reading", "golden"), [(KY, GOLDEN_KY), (RU, GOLDEN_RU)])
def test_the_letter_says_this_in_this_order(reading: RequestLetterReading, golden: str) -> None:
    assert squeezed(golden) in squeezed(text(request_letter(reading)))
    assert request_letter(reading) == request_letter(reading)


def test_only_a_pause_is_called_a_pause_and_only_a_date_a_date() -> None:
    least = replace(KY, paused_from=None, wanted_on=None, ground="", executor_room="")
    told = squeezed(text(request_letter(least)))
    for absent in ("токтотулуп", "Негизи:", "чейин", "бөлмө"):
        assert squeezed(absent) not in told
    assert squeezed("мүмкүн болушунча эртерээк") in told
    other = squeezed(text(request_letter(replace(least, executor_phone=""))))
    assert squeezed(KY.office.phone) in other


def test_the_longest_finds_room_on_pages_of_its_own() -> None:
    longest = replace(
        KY,
        office=LONGEST_RECEIPT.office,
        addressee=Addressee(body=LONG_BODY, address="Ысык-Көл облусу, " * 9),
        papers=tuple(replace(PLOT, name=Bilingual(ky="документ " * 30)) for _ in range(30)),
        ground="негиз " * 80,
        signatory=Signatory(
            post=LONGEST_RECEIPT.answerer.post, name=LONGEST_RECEIPT.clerk_name, is_acting=True
        ),
        training=True,
    )
    assert len(page_sizes(request_letter(longest))) >= 3
    assert len(page_sizes(request_letter(KY))) == 1


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"case_number": ""}, "case_number"),
        ({"addressee": Addressee()}, "addressee"),
        ({"papers": ()}, "papers"),
        ({"papers": (PLOT, AskedPaper(name=Bilingual(ky=" ")))}, "papers.2"),
        ({"signatory": Signatory(post=Bilingual(ky=""), name="")}, "signatory.post"),
        ({"executor_name": " "}, "executor_name"),
    ],
)
def test_without_a_part_there_is_no_letter(changes: dict[str, object], part: str) -> None:
    with pytest.raises(PartMissing) as refused:
        request_letter(replace(KY, **changes))
    assert refused.value.part == part


def test_no_unknown_form_and_no_missing_letter() -> None:
    with pytest.raises(TemplateUnknown):
        request_letter(replace(KY, template="request-letter-9"))
    with pytest.raises(GlyphMissing):
        request_letter(replace(KY, case_number="日"))
