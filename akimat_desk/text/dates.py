"""Days and times of day as papers write them, in a case where Kyrgyz asks for one."""

from datetime import date, time

from akimat_desk.text.bent import Case, forms


def short_date(day: date) -> str:
    """23.11.2026, in every language."""
    return f"{day:%d.%m.}{day.year:04}"


def long_date(day: date, language: str) -> str:
    """2026-жылдын 23-ноябры, 23 ноября 2026 г."""
    return date_in_case(day, "nominative", language)


def date_in_case(day: date, case: Case, language: str) -> str:
    """Only Kyrgyz bends it: 23-ноябрына чейин; Russian says до, с, к with the same words."""
    words = forms("dates.json")[language]
    month = words["months_in_dates"][day.month - 1]
    if language == "ky" and case != "nominative":
        # Late: every list writes days, few of them bend one.
        from akimat_desk.text.kyrgyz_endings import possessive  # noqa: PLC0415

        month = possessive(month, case).text
    return str(words["long"].format(year=day.year, month=month, day=day.day))


def month_name(month: int, language: str) -> str:
    """The bare name, for headings and columns."""
    return str(forms("dates.json")[language]["months"][month - 1])


def weekday(day: date, language: str) -> str:
    return str(forms("dates.json")[language]["weekdays"][day.weekday()])


def time_in_case(at: time, case: Case, language: str) -> str:
    """10:40та: the ending follows the last number spoken, and 00 is нөл (10:00дө)."""
    figures = f"{at:%H:%M}"
    if language != "ky" or case == "nominative":
        return figures
    from akimat_desk.text.kyrgyz_endings import plain  # noqa: PLC0415
    from akimat_desk.text.numbers import count_words  # noqa: PLC0415

    spoken = count_words(at.minute, "ky")
    return figures + plain(spoken, case).text.removeprefix(spoken)
