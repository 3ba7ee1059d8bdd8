"""People and settings of the office."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from akimat_desk.cli import succession_commands
from akimat_desk.cli.opening import open_desk, read_bytes
from akimat_desk.cli.output import Output
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.office_events import ResponsibilitySet
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.cases import plain
from akimat_desk.services.offices import SETTINGS
from akimat_desk.services.staff import StaffTold
from akimat_desk.text.catalogue import tr

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    _add_office(adder)
    _add_responsibility(adder)
    _add_staff(adder)
    _add_substitute(adder)
    settings = adder("settings", settings_command, "settings of the whole office")
    settings.add_argument("what", choices=("show", "set"))
    settings.add_argument("key", nargs="?", choices=SETTINGS)
    settings.add_argument("value", nargs="?", default="")


def _add_office(adder: "Adder") -> None:
    office = adder("office", office_command, "the office's names and letterhead")
    office.add_argument("what", choices=("show", "set", *succession_commands.COMMANDS))
    for name in ("name", "short", "address", "hours"):
        office.add_argument(f"--{name}-ky", default="", metavar="T")
        office.add_argument(f"--{name}-ru", default="", metavar="T")
    office.add_argument("--phone", default="", metavar="T")
    office.add_argument("--emblem", default="", metavar="FILE", help="a picture for the letterhead")
    office.add_argument("--head", default="", metavar="LOGIN", help="who holds the head's post")
    office.add_argument("--acting", action="store_true", help="the head is an acting one")
    office.add_argument("--order", default="", metavar="T")
    office.add_argument("--from", dest="from_on", type=day, default=None, metavar="DATE")
    succession_commands.add_to(office)


def _add_responsibility(adder: "Adder") -> None:
    table = adder("responsibility", responsibility, "who answers for a topic or service")
    table.add_argument("what", choices=("add", "end", "list"))
    table.add_argument("name", nargs="?", default="", metavar="LOGIN")
    table.add_argument("--topic", default="", metavar="ID")
    table.add_argument("--service", default="", metavar="ID")
    table.add_argument("--order", default="", metavar="T", help="number of the order that names")
    table.add_argument("--order-on", type=day, default=None, metavar="DATE")
    table.add_argument("--from", dest="from_on", type=day, default=None, metavar="DATE")


def _add_staff(adder: "Adder") -> None:
    staff = adder("staff", staff_command, "record staff, list them, let them leave")
    staff.add_argument("what", choices=("add", "list", "end", "return"))
    staff.add_argument("name", nargs="?", default="", metavar="LOGIN")
    for field in ("surname", "given", "patronymic", "department", "phone", "room", "order"):
        staff.add_argument(f"--{field}", default="", metavar="T")
    staff.add_argument("--post", default="", metavar="T", help="in Kyrgyz, or ky|ru")
    staff.add_argument("--role", action="append", default=[], metavar="ROLE")


def _add_substitute(adder: "Adder") -> None:
    instead = adder("substitute", substitute, "who stands in while somebody is absent")
    instead.add_argument("absent", metavar="LOGIN")
    instead.add_argument("substitute", metavar="LOGIN")
    instead.add_argument("--from", dest="from_on", type=day, required=True, metavar="DATE")
    instead.add_argument("--to", dest="until_on", type=day, required=True, metavar="DATE")
    instead.add_argument("--ground", default="", metavar="T")


def office_command(told: argparse.Namespace, output: Output) -> None:
    if told.what in succession_commands.COMMANDS:
        succession_commands.command(told, output)
        return
    with open_desk(told) as desk:
        if told.what == "set":
            _set_office(desk, told)
        now, today = desk.office.now, desk.cases.today()
        shown = {
            "office": desk.office.id,
            "name": plain(_of(now.dated("name", today), "name")),
            "letterhead": plain(now.dated("letterhead", today)),
            "head": plain(now.post_holder("head", today)),
        }
    output.line(shown, _lines(shown))


def _set_office(desk: Any, told: argparse.Namespace) -> None:
    if told.name_ky or told.name_ru:
        name = Bilingual(ky=told.name_ky or told.name_ru, ru=told.name_ru)
        short = Bilingual(ky=told.short_ky, ru=told.short_ru) if told.short_ky else name
        desk.office.set_names(name, short, told.from_on)
    if told.address_ky or told.address_ru or told.phone or told.hours_ky:
        desk.office.set_letterhead(
            address=_address(desk, told),
            phone=told.phone,
            hours=Bilingual(ky=told.hours_ky, ru=told.hours_ru),
            from_on=told.from_on,
        )
    if told.emblem:
        desk.office.set_emblem(read_bytes(told.emblem))
    if told.head:
        desk.office.hold_post(
            "head", told.head, from_on=told.from_on, acting=told.acting, order=told.order
        )


def _address(desk: Any, told: argparse.Namespace) -> Bilingual:
    """The one told, or the one that stands on that day. Raises FieldWrong where there is none."""
    if told.address_ky or told.address_ru:
        return Bilingual(ky=told.address_ky or told.address_ru, ru=told.address_ru)
    known = desk.office.now.dated("letterhead", told.from_on or desk.office.today)
    if known is None:
        raise FieldWrong("address", "missing")
    address: Bilingual = known.address
    return address


def responsibility(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        if told.what == "add":
            desk.office.set_responsible(
                told.name,
                topic=told.topic,
                service=told.service,
                order=told.order,
                order_on=told.order_on,
                from_on=told.from_on,
            )
        if told.what == "end":
            desk.office.book.end_responsible(
                topic=told.topic,
                service=told.service,
                from_on=told.from_on or desk.office.today,
                order=told.order,
            )
        office = desk.office.now
        rows = [
            {
                "login": getattr(office.find_staff(row.staff), "login", ""),
                "topic": row.topic,
                "service": row.service,
                "order": row.order,
                "from_on": row.from_on.isoformat(),
            }
            for row in office.all("answers")
            if isinstance(row, ResponsibilitySet)
        ]
    heads = (tr("login"), tr("topic"), tr("service"), tr("order"), tr("from"))
    output.table(
        rows, dict(zip(("login", "topic", "service", "order", "from_on"), heads, strict=True))
    )


def staff_command(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        if told.what == "add":
            post_ky, _, post_ru = told.post.partition("|")
            desk.office.add_staff(
                StaffTold(
                    login=told.name,
                    surname=told.surname,
                    given=told.given,
                    patronymic=told.patronymic,
                    post_ky=post_ky,
                    post_ru=post_ru or post_ky,
                    department=told.department,
                    roles=tuple(told.role),
                    phone=told.phone,
                    room=told.room,
                )
            )
        if told.what == "end":
            desk.office.end_staff(told.name, told.order)
        if told.what == "return":
            desk.office.book.take_back_ending(told.name, told.order)
        rows = [plain(one) | {"name": one.full_name} for one in desk.office.now.staff()]
    for row in rows:
        row["roles"] = row["roles"] if output.is_json else ", ".join(row["roles"])
    output.table(rows, {"login": tr("login"), "name": tr("name"), "roles": tr("roles")})


def substitute(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        desk.office.substitute(
            told.absent,
            told.substitute,
            from_on=told.from_on,
            until_on=told.until_on,
            ground=told.ground,
        )
    output.line(
        {
            "absent": told.absent,
            "substitute": told.substitute,
            "from_on": told.from_on.isoformat(),
            "until_on": told.until_on.isoformat(),
        },
        tr("{substitute} stands in for {absent}.", substitute=told.substitute, absent=told.absent),
    )


def settings_command(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        if told.what == "set":
            if told.key is None:
                raise FieldWrong("key", "empty")
            desk.office.set_setting(told.key, told.value)
        now = desk.office.now
        shown = {key: now.setting(key) for key in SETTINGS}
    output.line(shown, _lines(shown))


def day(text: str) -> date:
    """For argparse: an ISO date, anything else is wrong usage."""
    return date.fromisoformat(text)


def _of(event: Any, field: str) -> Any:
    return None if event is None else getattr(event, field)


def _lines(shown: dict[str, Any]) -> str:
    return "\n".join(f"{key}: {value}" for key, value in shown.items() if value)
