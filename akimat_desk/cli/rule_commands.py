"""The rules of terms: what holds and how sure it is, packs read and adopted, what is confirmed."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import open_desk, read_bytes
from akimat_desk.cli.output import Output
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.calendar_readings import Moved
from akimat_desk.services.cases import plain
from akimat_desk.services.desk import Desk
from akimat_desk.services.rule_readings import PackRead, PackTold, RuleTold
from akimat_desk.text.catalogue import spoken, tr, tr_many
from akimat_desk.text.rule_words import (
    change_words,
    confirmed_words,
    field_words,
    finding_words,
    length_words,
    offer_words,
    pack_refusal,
    value_words,
)

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    rules = adder("rules", rules_command, "the rules of terms and how sure they are")
    rules.add_argument("what", choices=tuple(_DOES))
    rules.add_argument("name", nargs="?", default="", metavar="ID|FILE")
    rules.add_argument("--offered", default="", metavar="ID", help="what the centre published")
    rules.add_argument("--by", default="", metavar="NAME", help="who compared it with the text")
    rules.add_argument("--on", type=day, default=None, metavar="DATE")
    rules.add_argument("--source", default="", metavar="T", help="the official text that was read")
    rules.add_argument("--start-too", action="store_true", help="the first counted day as well")
    rules.add_argument("--days", type=int, default=0, metavar="N")
    rules.add_argument("--ground", default="", metavar="T", help="the article")
    rules.add_argument("--ground-ru", default="", metavar="T")
    rules.add_argument("--from", dest="from_on", type=day, default=None, metavar="DATE")
    rules.add_argument(
        "--preview", action="store_true", help="show what would move, change nothing"
    )


def rules_command(told: argparse.Namespace, output: Output) -> None:
    _DOES[told.what](told, output)


def _list(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        rows = [_row(pack, rule) for pack in desk.rules.packs() for rule in pack.rules]
        missing, offered = desk.rules.missing(), desk.rules.offered()
    column = f"legal_{'ru' if spoken().language == 'ru' else 'ky'}"
    heads = {
        "rule": tr("rule"),
        "length": tr("length"),
        "unit": tr("unit"),
        "status": tr("status"),
        "in_force": tr("in force"),
        column: tr("legal ground"),
    }
    output.table(rows, heads)
    for one in missing:
        output.note(
            tr(
                "Release {release} of {name} is adopted but not at this desk.",
                release=one.release,
                name=f"{one.kind} {one.id}",
            )
        )
    for offer in offered:
        name = offer.name[spoken().language]
        output.note(f"{offer_words(name, offer.release, offer.published_on)} ({offer.id})")


def _row(pack: PackTold, told: RuleTold) -> dict[str, Any]:
    rule = told.rule
    return {
        "pack": pack.id,
        "release": pack.release,
        "in_force": not pack.is_prepared,
        "rule": rule.id,
        "length": rule.length,
        "unit": rule.unit,
        "status": rule.status,
        "start_status": rule.start_status,
        "confirmed_by": rule.confirmed_by,
        "confirmed_on": plain(rule.confirmed_on),
        "valid_from": plain(rule.valid_from),
        "valid_to": plain(rule.valid_to),
        "legal_ky": rule.legal.ky,
        "legal_ru": rule.legal.ru,
    }


def _show(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        found = desk.rules.rule(_named(told))
    output.line(plain(found), _shown(found))


def _shown(found: RuleTold) -> str:
    rule = found.rule
    sure = confirmed_words(rule.confirmed_by, rule.confirmed_on)
    lines = [
        value_words("title", rule.title),
        f"{field_words('length')}: {length_words(rule.length, rule.unit)}",
        f"{field_words('start')}: {value_words('start', rule.start)}",
        f"{field_words('legal')}: {value_words('legal', rule.legal)}",
        f"{field_words('status')}: {sure if rule.is_confirmed else tr('to confirm')}",
        f"{field_words('source')}: {rule.source}",
    ]
    if rule.note.ky:
        lines.append(value_words("note", rule.note))
    return "\n".join(lines)


def _lint(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        read = desk.rules.look(read_bytes(_named(told)))
    rows = [
        {
            "rule_id": one.rule_id,
            "code": one.code,
            "is_note": one.is_note,
            "words": finding_words(one.code),
        }
        for one in read.findings
    ]
    output.table(rows, {"rule_id": tr("rule"), "code": tr("code"), "words": tr("what")})


def _diff(told: argparse.Namespace, output: Output) -> None:
    """A file against the adopted release; a prepared pack as if it came into force on a day."""
    with open_desk(told) as desk:
        name = told.name
        if any(pack.id == name and pack.is_prepared for pack in desk.rules.packs()):
            _write_moved(
                desk.rules.what_if(name, told.from_on or desk.cases.today()), output, changes=[]
            )
            return
        read = _read(told, desk)
        moved = () if read.refusal else desk.rules.preview(read)
    _write_moved(moved, output, changes=_changes(read))
    if read.refusal:
        output.note(pack_refusal(read.refusal))


def _read(told: argparse.Namespace, desk: Desk) -> PackRead:
    """A pack from a file, or what the centre offers. Raises FieldWrong, OfferUnknown."""
    if told.offered:
        return desk.rules.look_offered(told.offered)
    return desk.rules.look(read_bytes(_named(told)))


def _changes(read: PackRead) -> list[dict[str, Any]]:
    rows = []
    for change in read.changes:
        told: dict[str, Any] = {"rule": change.rule_id, "change": change.kind}
        told["words"] = change_words(change.kind)
        if not change.fields:
            rows.append(told | {"field": "", "before": None, "after": None})
        for name, before, after in change.fields:
            rows.append(told | {"field": name, "before": plain(before), "after": plain(after)})
    return rows


def _adopt(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        read = _read(told, desk)
        moved = desk.rules.preview(read) if told.preview else desk.rules.adopt(read).moved
    _write_moved(moved, output, changes=[])


def _confirm(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        on: date = told.on or desk.cases.today()
        found = desk.rules.confirm(
            _named(told), by=told.by, on=on, source=told.source, is_start_too=told.start_too
        )
    output.line(plain(found), _shown(found))


def _length(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        ground = Bilingual(ky=told.ground, ru=told.ground_ru)
        event = desk.rules.length_of(_named(told), told.days, ground, from_on=told.from_on)
        if told.preview:
            moved = desk.rules.preview_length(event)
        else:
            moved = desk.rules.enter_length(event).moved
    _write_moved(moved, output, changes=[])


def _write_moved(
    moved: tuple[Moved, ...], output: Output, *, changes: list[dict[str, Any]]
) -> None:
    """What changes first, then the open cases it moves: one object a line."""
    if changes:
        heads = {"rule": tr("rule"), "words": tr("what"), "field": tr("field")}
        output.table(changes, heads | {"before": tr("was"), "after": tr("becomes")})
    heads = {"number": tr("number"), "before": tr("was due"), "after": tr("is due")}
    output.table([plain(one) for one in moved], heads)
    output.note(tr_many("{count} open case moves.", "{count} open cases move.", len(moved)))


def _named(told: argparse.Namespace) -> str:
    """Raises FieldWrong."""
    if not told.name:
        raise FieldWrong("rule", "missing")
    return str(told.name)


_DOES = {
    "list": _list,
    "show": _show,
    "lint": _lint,
    "diff": _diff,
    "adopt": _adopt,
    "confirm": _confirm,
    "length": _length,
}
