"""Settings of the office that must be readable: its hours, reminders, columns of journals."""

from akimat_desk.domain import (
    act_settings,
    escalation,
    journals,
    office_hours,
    receptions,
    status_address,
)

KEYS = (
    *(office_hours.SETTING, *escalation.SETTINGS),
    *(*journals.SETTINGS, *act_settings.KEYS),
    receptions.LETTER_SETTING,
)


def demand_readable(key: str, value: object) -> None:
    """Raises FieldWrong; says nothing of settings that are not ours."""
    if key == office_hours.SETTING:
        office_hours.parse_hours(str(value))
    elif key == status_address.SETTING:
        status_address.demand_readable(value)
    elif key in escalation.SETTINGS:
        escalation.parse_days(key, value)
    elif key in journals.SETTINGS:
        journals.parse_columns(key, value)
    elif key == receptions.LETTER_SETTING:
        receptions.demand_letter(value)
    else:
        act_settings.demand_readable(key, value)
