"""The full name of an office, made of its kind and the name of its territory (domain.md 7.3)."""

import re

from akimat_desk.text.grammar import phrase

_RU_DISTRICT = re.compile(r"(?P<stem>.+)ский район")
_RU_CITY = re.compile(r"(?:г\.|город)\s*(?P<name>.+)")


def office_names(kind: str, territory_ky: str, territory_ru: str) -> tuple[str, str]:
    """(ky, ru) for a district administration or a city hall; otherwise the territory's own names.

    The office corrects them where its charter says otherwise.
    """
    owner = phrase(territory_ky, case="genitive", language="ky")
    district, city = _RU_DISTRICT.fullmatch(territory_ru), _RU_CITY.fullmatch(territory_ru)
    if kind == "district" and owner.sure and district is not None:
        return (
            f"{owner.text} мамлекеттик администрациясы",
            f"{district['stem']}ская районная государственная администрация",
        )
    if kind == "city" and owner.sure and city is not None:
        return f"{owner.text} мэриясы", f"Мэрия города {city['name']}"
    return territory_ky, territory_ru
