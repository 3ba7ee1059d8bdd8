"""The sections at the side, in their order, and who finds each of them there."""

from collections.abc import Callable, Mapping
from typing import Final

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.audit_ways import may_audit
from akimat_desk.ui.file_ways import may_file
from akimat_desk.ui.post_ways import may_take_in
from akimat_desk.ui.reception_ways import may_receive
from akimat_desk.ui.report_ways import may_report
from akimat_desk.ui.resolution_ways import may_resolve
from akimat_desk.ui.sections import (
    ACTS,
    APPLICANTS,
    AUDIT,
    CALENDAR,
    CASES,
    DUTIES,
    FILES,
    HELP,
    POST,
    RECEPTION,
    REGISTER,
    REPORTS,
    RESOLUTIONS,
    RULES,
    SETTINGS,
    TODAY,
)
from akimat_desk.ui.sidebar import Section

_ALL: Final = (
    Section(TODAY, lambda: tr("Today"), "calendar-today-outline"),
    Section(REGISTER, lambda: tr("Registration"), "file-plus-outline"),
    Section(POST, lambda: tr("Mail"), "email-multiple-outline"),
    Section(CASES, lambda: tr("Cases"), "format-list-bulleted"),
    Section(ACTS, lambda: tr("Acts and letters"), "file-sign"),
    Section(APPLICANTS, lambda: tr("Applicants"), "account-group-outline"),
    Section(RESOLUTIONS, lambda: tr("Resolutions"), "draw-pen"),
    Section(DUTIES, lambda: tr("Terms"), "calendar-clock-outline"),
    Section(CALENDAR, lambda: tr("Calendar"), "calendar-month-outline"),
    # Translators: the place of the reception of citizens and the hotline, at the side
    Section(RECEPTION, lambda: tr("Reception"), "account-voice"),
    Section(RULES, lambda: tr("Rules"), "gavel"),
    Section(FILES, lambda: tr("Files and archive"), "archive-outline"),
    Section(REPORTS, lambda: tr("Reports"), "chart-box-outline"),
    # Translators: the auditor's place at the side: checks, who wrote and who looked at what
    Section(AUDIT, lambda: tr("Audit"), "shield-search"),
    Section(SETTINGS, lambda: tr("Settings"), "cog-outline"),
    Section(HELP, lambda: tr("Help"), "help-circle-outline"),
)
# Everybody finds the others.
_MAY: Final[Mapping[str, Callable[[Desk], bool]]] = {
    POST: may_take_in,
    RESOLUTIONS: may_resolve,
    RECEPTION: may_receive,
    FILES: may_file,
    REPORTS: may_report,
    AUDIT: may_audit,
}


def sections_of(desk: Desk) -> tuple[Section, ...]:
    """In the order of the sidebar, for whoever is signed in."""
    return tuple(one for one in _ALL if one.id not in _MAY or _MAY[one.id](desk))
