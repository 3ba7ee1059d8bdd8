"""What an act of hand-over must say, over how many pages, and when there is none."""

from datetime import date

import pytest
from documents.reading_paper import page_sizes, squeezed, text
from documents.reply_samples import TYPICAL_KY as REPLY
from msgspec.structs import replace

from akimat_desk.documents.hand_over_act import (
    TEMPLATE,
    HandOverActReading,
    Party,
    hand_over_act,
)
from akimat_desk.documents.refusals import PartMissing, TemplateUnknown
from akimat_desk.domain.absence_events import HandedFile
from akimat_desk.domain.readings import Bilingual

KY = HandOverActReading(
    office=REPLY.office,
    drawn_on=date(2026, 11, 23),
    giver=Party(
        post=Bilingual(ky="башкы адис", ru="главный специалист"),
        name="Токтоналиев Бакыт Асанович",
        short="Токтоналиев Б. А.",
    ),
    taker=Party(post=Bilingual(ky="адис"), name="Мамытова Айнура", short="Мамытова А."),
    files=(
        HandedFile(number="К1-00001/26-7", due_on=date(2026, 12, 11), sheets=5, originals=1),
        HandedFile(number="А1-00002/26-6", sheets=2),
    ),
    also=("К журналы, 2026-жыл",),
    ground="№ 15-к, 23.11.2026",
    point="1",
    template=TEMPLATE,
    language="ky",
)


def missing(paper: bytes, *wanted: str) -> list[str]:
    there = squeezed(text(paper))
    return [one for one in wanted if squeezed(one) not in there]


def test_a_kyrgyz_act_names_both_parties_all_files_and_their_sums():
    assert not missing(
        hand_over_act(KY),
        *("Иш кагаздарын өткөрүп берүү-кабыл алуу актысы", "2026-жылдын 23-ноябры"),
        *("Башкы адис Токтоналиев Бакыт Асанович", "Адис Мамытова Айнура", "№ 15-к, 23.11.2026"),
        *("К1-00001/26-7", "11.12.2026", "А1-00002/26-6", "Бардыгы: 2", "К журналы, 2026-жыл"),
        *("Өткөрүп берди", "Кабыл алды", "Токтоналиев Б. А.", "hand-over-1"),
    )


def test_a_russian_act_says_the_same():
    assert not missing(
        hand_over_act(replace(KY, language="ru")),
        *("Акт приёма-передачи дел", "Главный специалист Токтоналиев Бакыт Асанович"),
        *("Передаются 2 обращения", "Итого: 2", "Передал(а)", "Принял(а)"),
    )


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (40, 2), (200, 6)])
def test_a_long_act_goes_on_over_pages_and_the_sum_is_at_its_end(count, pages):
    files = tuple(HandedFile(number=f"К1-{n:05d}/26-7", sheets=n) for n in range(1, count + 1))
    paper = hand_over_act(replace(KY, files=files, also=()))
    assert len(page_sizes(paper)) == pages
    assert not missing(paper, f"К1-{count:05d}/26-7", f"Бардыгы: {count}")
    assert paper == hand_over_act(replace(KY, files=files, also=()))


def test_training_is_said_and_what_is_missing_refuses_the_paper():
    training = hand_over_act(replace(KY, training=True))
    assert training != hand_over_act(KY)
    with pytest.raises(TemplateUnknown):
        hand_over_act(replace(KY, template="hand-over-9"))
    for wrong in (
        replace(KY, files=(), also=()),
        replace(KY, point=""),
        replace(KY, taker=replace(KY.taker, name=" ")),
    ):
        with pytest.raises(PartMissing):
            hand_over_act(wrong)
