"""What a notice of an extension, a pause or a forwarding says, and when there is none."""

from datetime import date

import pytest
from documents.reading_paper import page_sizes, squeezed, text
from documents.reply_samples import TYPICAL_KY as REPLY
from documents.reply_samples import TYPICAL_RU as REPLY_RU
from msgspec.structs import replace

from akimat_desk.documents.course_notice import TEMPLATE, CourseNoticeReading, course_notice
from akimat_desk.documents.refusals import PartMissing, TemplateUnknown
from akimat_desk.domain.readings import Addressee, Bilingual

EXTENDED = CourseNoticeReading(
    what="extension",
    on=date(2026, 6, 3),
    before=date(2026, 6, 5),
    after=date(2026, 6, 12),
    ground="жер боюнча экспертиза дайындалды",
    office=REPLY.office,
    issued_on=date(2026, 6, 3),
    case_number="К1-00042/26-7",
    registered_on=date(2026, 5, 18),
    addressee=REPLY.addressee,
    legal=Bilingual(ky="№ 67 Мыйзам, 8-берене", ru="Закон № 67, ст. 8"),
    signatory=REPLY.signatory,
    executor_name="Асанова Г. М.",
    point="1",
    template=TEMPLATE,
    language="ky",
)
PAUSED = replace(
    EXTENDED, what="pause", category=Bilingual(ky="соттун чечимин күтүү", ru="ожидание суда")
)
SENT = replace(EXTENDED, what="forwarding", body="Ноокат айыл өкмөтү", legal=Bilingual(ky=""))
RUSSIAN = {"language": "ru", "addressee": REPLY_RU.addressee, "ground": "назначена экспертиза"}


def missing(paper: bytes, *wanted: str) -> list[str]:
    there = squeezed(text(paper))
    return [one for one in wanted if squeezed(one) not in there]


def test_an_extension_tells_both_dates_and_the_ground():
    assert not missing(
        course_notice(EXTENDED),
        *("Мөөнөттүн узартылганы жөнүндө билдирүү", "Урматтуу Чыңгыз Төлөгөнович!"),
        *("Мурунку мөөнөт: 2026-жылдын 5-июну.", "Жаңы мөөнөт: 2026-жылдын 12-июну."),
        *("Себеби: жер боюнча экспертиза дайындалды.", "Укуктук негизи: № 67 Мыйзам, 8-берене."),
    )
    assert not missing(
        course_notice(replace(EXTENDED, **RUSSIAN)),
        *("Уведомление о продлении срока", "Новый срок: 12 июня 2026 г."),
    )


def test_a_pause_tells_from_when_and_that_its_days_do_not_count():
    assert not missing(
        course_notice(PAUSED),
        *("2026-жылдын 3-июнунан баштап токтотулду", "Соттун чечимин күтүү. Токтотулган күндөр"),
    )
    assert not missing(
        course_notice(replace(PAUSED, **RUSSIAN)),
        *("С 3 июня 2026 г. срок ответа", "Ожидание суда. Дни приостановления"),
    )


def test_a_forwarding_tells_where_to_and_who_answers():
    assert not missing(
        course_notice(SENT),
        *("органга жөнөтүлдү: Ноокат айыл өкмөтү.", "Сизге ошол орган жооп берет."),
    )
    kept = replace(SENT, is_ours=True, **RUSSIAN)
    assert not missing(course_notice(kept), "Ответ Вам даст настоящее учреждение.")
    assert missing(course_notice(kept), "Правовое основание")


def test_the_same_reading_gives_the_same_bytes_on_one_page():
    assert course_notice(PAUSED) == course_notice(PAUSED)
    longest = replace(PAUSED, ground="Себеби " * 60, training=True)
    assert len(page_sizes(course_notice(longest))) == 1


@pytest.mark.parametrize(
    ("reading", "part"),
    [
        (replace(EXTENDED, ground=" "), "ground"),
        (replace(EXTENDED, after=None), "after"),
        (replace(SENT, body=""), "body"),
        (replace(PAUSED, addressee=Addressee()), "addressee"),
    ],
)
def test_without_a_part_there_is_no_notice(reading: CourseNoticeReading, part: str):
    with pytest.raises(PartMissing) as refused:
        course_notice(reading)
    assert refused.value.part == part
    with pytest.raises(TemplateUnknown):
        course_notice(replace(EXTENDED, template="course-notice-9"))
