"""Days, times of day and counts, as papers write them.

The Kyrgyz month forms (1-январынан … 31-декабрына чейин) are those of an official form of the
country (Форма №2) as a public program prints it; "18:00гө чейин", "9:00дөн", "19:30дан" is how
offices, schools and shops write their hours: the two zeros are spoken нөл.
"""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.text import dates, numbers

FROM_AND_TO = [
    ("январы", "январынан", "январына", "январында", "январынын"),
    ("февралы", "февралынан", "февралына", "февралында", "февралынын"),
    ("марты", "мартынан", "мартына", "мартында", "мартынын"),
    ("апрели", "апрелинен", "апрелине", "апрелинде", "апрелинин"),
    ("майы", "майынан", "майына", "майында", "майынын"),
    ("июну", "июнунан", "июнуна", "июнунда", "июнунун"),
    ("июлу", "июлунан", "июлуна", "июлунда", "июлунун"),
    ("августу", "августунан", "августуна", "августунда", "августунун"),
    ("сентябры", "сентябрынан", "сентябрына", "сентябрында", "сентябрынын"),
    ("октябры", "октябрынан", "октябрына", "октябрында", "октябрынын"),
    ("ноябры", "ноябрынан", "ноябрына", "ноябрында", "ноябрынын"),
    ("декабры", "декабрынан", "декабрына", "декабрында", "декабрынын"),
]
CASES = ("nominative", "ablative", "dative", "locative", "genitive")


@pytest.mark.parametrize("month", range(1, 13))
def test_a_kyrgyz_day_bends_in_every_month(month: int) -> None:
    day = date(2026, month, 23)
    written = [dates.date_in_case(day, case, "ky") for case in CASES]
    assert written == [f"2026-жылдын 23-{form}" for form in FROM_AND_TO[month - 1]]


def test_a_day_is_written_in_the_way_of_each_language() -> None:
    day = date(2026, 11, 23)
    assert dates.short_date(day) == "23.11.2026"
    assert dates.long_date(day, "ky") == "2026-жылдын 23-ноябры"
    assert dates.long_date(day, "ru") == "23 ноября 2026 г."
    assert dates.long_date(day, "en") == "23 November 2026"
    assert dates.long_date(date(2026, 3, 1), "ru") == "1 марта 2026 г."
    assert dates.date_in_case(day, "dative", "ru") == "23 ноября 2026 г."


def test_the_days_of_the_week_begin_with_monday() -> None:
    week = [date(2026, 11, day) for day in range(23, 30)]
    assert [dates.weekday(day, "ky") for day in week] == [
        "дүйшөмбү",
        "шейшемби",
        "шаршемби",
        "бейшемби",
        "жума",
        "ишемби",
        "жекшемби",
    ]
    in_russian = [dates.weekday(day, "ru") for day in week]
    assert (in_russian[0], in_russian[6]) == ("понедельник", "воскресенье")
    assert len({*in_russian}) == 7
    assert dates.month_name(9, "ky") == "сентябрь"


# Locative, dative, ablative after the last number spoken.
ENDINGS = {
    "нөл": "дө гө дөн",
    "бир": "де ге ден",
    "эки": "де ге ден",
    "үч": "тө кө төн",
    "төрт": "тө кө төн",
    "беш": "те ке тен",
    "алты": "да га дан",
    "жети": "де ге ден",
    "сегиз": "де ге ден",
    "тогуз": "да га дан",
    "он": "до го дон",
    "жыйырма": "да га дан",
    "отуз": "да га дан",
    "кырк": "та ка тан",
    "элүү": "дө гө дөн",
}
ONES = ["нөл", "бир", "эки", "үч", "төрт", "беш", "алты", "жети", "сегиз", "тогуз"]
TENS = ["нөл", "он", "жыйырма", "отуз", "кырк", "элүү"]


@pytest.mark.parametrize("minute", range(60))
def test_a_time_takes_the_ending_of_its_last_spoken_number(minute: int) -> None:
    spoken = ONES[minute % 10] if minute % 10 else TENS[minute // 10]
    locative, dative, ablative = ENDINGS[spoken].split()
    for hour in range(24):
        figures = f"{hour:02}:{minute:02}"
        at = time(hour, minute)
        assert dates.time_in_case(at, "locative", "ky") == figures + locative
        assert dates.time_in_case(at, "dative", "ky") == figures + dative
        assert dates.time_in_case(at, "ablative", "ky") == figures + ablative
        assert dates.time_in_case(at, "locative", "ru") == figures


def test_well_known_times() -> None:
    assert dates.time_in_case(time(10, 40), "locative", "ky") == "10:40та"
    assert dates.time_in_case(time(18, 0), "dative", "ky") == "18:00гө"
    assert dates.time_in_case(time(19, 30), "ablative", "ky") == "19:30дан"


@pytest.mark.parametrize(
    ("n", "ky", "ru"),
    [
        (0, "нөл", "ноль"),
        (2, "эки", "два"),
        (14, "он төрт", "четырнадцать"),
        (21, "жыйырма бир", "двадцать один"),
        (40, "кырк", "сорок"),
        (100, "жүз", "сто"),
        (115, "жүз он беш", "сто пятнадцать"),
        (200, "эки жүз", "двести"),
        (1000, "бир миң", "одна тысяча"),
        (2026, "эки миң жыйырма алты", "две тысячи двадцать шесть"),
        (5011, "беш миң он бир", "пять тысяч одиннадцать"),
        (9999, "тогуз миң тогуз жүз токсон тогуз", "девять тысяч девятьсот девяносто девять"),
    ],
)
def test_a_total_in_words(n: int, ky: str, ru: str) -> None:
    assert (numbers.count_words(n, "ky"), numbers.count_words(n, "ru")) == (ky, ru)


def test_a_russian_total_agrees_with_what_is_counted() -> None:
    said = [numbers.count_words(n, "ru", gender) for n in (1, 2, 22) for gender in ("m", "f", "n")]
    assert said == [
        *("один", "одна", "одно"),
        *("два", "две", "два"),
        *("двадцать два", "двадцать две", "двадцать два"),
    ]


@pytest.mark.parametrize("n", [-1, 10_000])
def test_a_total_out_of_reach_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match=str(n)):
        numbers.count_words(n, "ky")


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_no_two_totals_read_alike(language: str) -> None:
    assert len({numbers.count_words(n, language) for n in range(10_000)}) == 10_000


@given(st.dates(), st.sampled_from(["ky", "ru", "en"]))
def test_every_day_can_be_written(day: date, language: str) -> None:
    written = dates.long_date(day, language)
    assert str(day.year) in written
    assert str(day.day) in written
