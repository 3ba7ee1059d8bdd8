"""Sets the demonstration's workstations up: workspace, staff, letterhead, who answers for what."""

from datetime import date
from pathlib import Path

from akimat_desk.cli.demo_days import Days, StoryClock
from akimat_desk.cli.demo_told import DeskTold, OfficeTold, filled
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.absences import AbsenceTold
from akimat_desk.services.desk import Desk, Setup, make_workspace, open_desk
from akimat_desk.text.office_names import office_names
from akimat_desk.trust.wraps import Cost

# A password that is printed needs no slow wraps.
_COST = Cost(memory_kib=8 * 1024, time=1, lanes=1)


def made_desk(
    folder: Path, office: OfficeTold, told: DeskTold, password: str, clock: StoryClock
) -> Desk:
    """A new training workspace, opened in the name of the one who sets it up and recorded them."""
    setup = Setup(
        office=office.id,
        kind=office.kind,
        name=office.name,
        point=told.point,
        is_training=True,
        admin=told.admin,
        password=password,
        full_name=_full_name,
    )
    make_workspace(folder, setup, clock=clock, cost=_COST)
    return open_desk(folder, login=told.admin, password=password, clock=clock)


def furnish(desk: Desk, office: OfficeTold, days: Days, password: str) -> None:
    """All that is the office's and not one workstation's, written at its first one."""
    first, *others = office.desks
    elsewhere = {told.admin for told in others}
    here = [one for one in office.staff if one.login not in elsewhere]
    # Whoever sets up keeps every role until the others are recorded.
    for one in sorted(here, key=lambda one: one.login == first.admin):
        desk.office.add_staff(one)
    desk.office.set_letterhead(
        address=office.address, phone=office.phone, hours=office.hours, email=office.email
    )
    for named in office.departments:
        desk.departments.name(named.name, head=named.head, ru=named.ru)
    desk.office.hold_post("head", office.head, order=_worded(office.order, days))
    _answers(desk, office, days)
    for rule in office.lengths:
        desk.office.enter_rule_length(rule.rule, rule.length, rule.legal, confirmed_by=first.admin)
    for login in first.accounts:
        desk.office.enable_account(login, password, _COST)


def _answers(desk: Desk, office: OfficeTold, days: Days) -> None:
    order, ordered_on = _worded(office.order, days), day_of(office.order_on, days)
    for row in office.answers:
        for topic, service in row.rows:
            desk.office.set_responsible(
                row.login, topic=topic, service=service, order=order, order_on=ordered_on
            )
    for instead in office.substitutions:
        desk.absences.record(
            AbsenceTold(
                absent=instead.absent,
                substitute=instead.substitute,
                from_on=day_of(instead.from_, days),
                until_on=day_of(instead.until, days),
                ground=instead.ground,
                acts=instead.acts,
            )
        )


def record_self(desk: Desk, office: OfficeTold, told: DeskTold) -> None:
    """At a further workstation only the one who works there; the rest comes from the first."""
    for one in office.staff:
        if one.login == told.admin:
            desk.office.add_staff(one)


def day_of(text: str, days: Days) -> date:
    """The date of a gap such as {day:-45}."""
    return date.fromisoformat(filled(text, lambda _, of: days.day(int(of)).isoformat()))


def _worded(text: str, days: Days) -> str:
    """The text with gaps such as {date:-45} in words of a paper."""
    return str(filled(text, lambda _, of: days.day(int(of)).strftime("%d.%m.%Y")))


def _full_name(kind: str, territory: Bilingual) -> Bilingual:
    ky, ru = office_names(kind, territory.ky, territory.ru)
    return Bilingual(ky=ky, ru=ru)
