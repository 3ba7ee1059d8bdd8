"""Makes resources/calendars/kg.json; run it as `python tests/calendar_seed.py`.

The package `holidays` gives the rows of 2024 and the names in both languages. From 2025 on the
days follow the Labour Code of 2025: nothing moves, neither a holiday on a weekend nor a working
day to a Saturday. Sources are keys of the collected domain facts; `holidays` is the package.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import holidays

from akimat_desk.paths import RESOURCES

TARGET = RESOURCES / "calendars" / "kg.json"
YEARS = (2025, 2026, 2027)
Row = dict[str, Any]

NEW_YEAR = ("Жаңы жыл", "Новый год")
NEW_YEAR_BREAK = ("Жаңы жылдык каникулдар", "Новогодние каникулы")
CHRISTMAS = ("Ыйса Пайгамбардын туулган күнү", "Рождество Христово")
WOMEN = ("Аялдардын эл аралык күнү", "Международный женский день")
NOORUZ = ("Элдик Нооруз майрамы", "Народный праздник Нооруз")
LABOUR = ("Эмгек майрамы", "Праздник труда")
CONSTITUTION = ("Кыргыз Республикасынын Конституция күнү", "День Конституции Кыргызской Республики")
VICTORY = ("Жеңиш күнү", "День Победы")
MAY_BREAK = ("Май каникулдары", "Майские каникулы")
INDEPENDENCE = (
    "Кыргыз Республикасынын Көз карандысыздыгынын күнү",
    "День независимости Кыргызской Республики",
)
DEFENDERS = ("Мекенди коргоочулардын күнү", "День защитника Отечества")
REVOLUTION = ("Элдик Апрель революциясы күнү", "День народной Апрельской революции")
MEMORY = ("Тарых жана ата-бабаларды эскерүү күндөрү", "Дни истории и памяти предков")
OROZO = ("Орозо айт", "Орозо айт")
KURMAN = ("Курман айт", "Курман айт")
EXTRA = ("Кошумча дем алыш күнү", "Дополнительный выходной день")
SHORTER = ("Кыскартылган жумуш күнү", "Сокращённый рабочий день")
MOVED = ("Которулган жумуш күнү", "Перенесённый рабочий день")

FIXED = [
    ((1, 1), "holiday", NEW_YEAR),
    *(((1, day), "break", NEW_YEAR_BREAK) for day in range(2, 7)),
    ((1, 7), "holiday", CHRISTMAS),
    ((3, 8), "holiday", WOMEN),
    ((3, 21), "holiday", NOORUZ),
    ((5, 1), "holiday", LABOUR),
    *(((5, day), "break", MAY_BREAK) for day in (2, 3, 4)),
    ((5, 5), "holiday", CONSTITUTION),
    *(((5, day), "break", MAY_BREAK) for day in (6, 7, 8)),
    ((5, 9), "holiday", VICTORY),
    ((8, 31), "holiday", INDEPENDENCE),
]
# Only two days are announced ones; the others are reckoned from tables and may be off by a day.
AITS = [
    (date(2025, 3, 31), OROZO, "to_confirm", "8.4"),
    (date(2025, 6, 6), KURMAN, "confirmed", "kabar-kurman"),
    (date(2026, 3, 20), OROZO, "confirmed", "azat-2026"),
    (date(2026, 5, 27), KURMAN, "to_confirm", "kz"),
    (date(2027, 3, 10), OROZO, "to_confirm", "8.4"),
    (date(2027, 5, 17), KURMAN, "to_confirm", "8.4"),
]
# The old Code of 2024 moved these Saturdays into the week.
WORKED_IN_2024 = (date(2024, 1, 27), date(2024, 3, 2), date(2024, 5, 11))
SHORTER_IN_2026 = ((2, 23), (4, 7), (4, 30), (12, 31))


def calendar() -> Row:
    return {
        "id": "kg",
        "release": 1,
        "title": _name(("Кыргыз Республикасынын иш календары",
                        "Рабочий календарь Кыргызской Республики")),
        "covers_from": "2024-01-01",
        "covers_to": "2027-12-31",
        "week": [1, 2, 3, 4, 5],
        "days_off": sorted((*_of_2024(), *_since_2025()), key=lambda row: row["day"]),
        "worked_days": [_row(day, MOVED, "to_confirm", "holidays") for day in WORKED_IN_2024],
        "working_holidays": sorted(_working_holidays(), key=lambda row: row["day"]),
        "shorter_days": [_row(date(2026, *at), SHORTER, "to_confirm", "say-2026")
                         for at in SHORTER_IN_2026],
        "yearly": [{"month": month, "day": day, "kind": kind, "name": _name(name),
                    "source": "kabar-25"} for (month, day), kind, name in FIXED],
    }  # fmt: skip


def _of_2024() -> Iterator[Row]:
    """As the package has it, transfers included; no official text was seen."""
    kyrgyz = holidays.country_holidays("KG", years=2024, language="ky")
    russian = holidays.country_holidays("KG", years=2024, language="ru_KG")
    for day in kyrgyz:
        name = (kyrgyz[day], russian[day])
        yield {"kind": _kind(name), **_row(day, name, "to_confirm", "holidays")}


def _kind(name: tuple[str, str]) -> str:
    if name in (OROZO, KURMAN):
        return "ait"
    return "extra" if "перенесено" in name[1] else "holiday"


def _since_2025() -> Iterator[Row]:
    for year in YEARS:
        for (month, day), kind, name in FIXED:
            yield {"kind": kind, **_row(date(year, month, day), name, "confirmed", "kabar-25")}
    for day, name, status, source in AITS:
        yield {"kind": "ait", **_row(day, name, status, source)}
    for day in (date(2026, 1, 8), date(2026, 1, 9)):
        # For bodies funded from the budget, as every office that works with this program is.
        yield {"kind": "extra", **_row(day, EXTRA, "confirmed", "24-356104")}


def _working_holidays() -> Iterator[Row]:
    for year in YEARS:
        for (month, day), name in (
            ((2, 23), DEFENDERS), ((4, 7), REVOLUTION), ((11, 7), MEMORY), ((11, 8), MEMORY)
        ):  # fmt: skip
            yield _row(date(year, month, day), name, "confirmed", "kabar-25")


def _row(day: date, name: tuple[str, str], status: str, source: str) -> Row:
    return {"day": day.isoformat(), "name": _name(name), "status": status, "source": source}


def _name(name: tuple[str, str]) -> Row:
    return {"ky": name[0], "ru": name[1]}


def written(rows: Row) -> str:
    """One line for a row, so that a change of one day is a change of one line."""
    parts = []
    for key, value in rows.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            inside = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in value)
            parts.append(f' "{key}": [\n{inside}\n ]')
        else:
            parts.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main(target: Path = TARGET) -> None:
    target.write_text(written(calendar()), encoding="utf-8")


if __name__ == "__main__":
    main()
