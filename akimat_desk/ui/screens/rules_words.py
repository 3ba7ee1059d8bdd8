"""What the rules of terms say in the window's language: one rule in full, a finding, a change."""

from collections.abc import Iterator
from typing import NamedTuple

from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.rules import RuleChange
from akimat_desk.services.references import Missing
from akimat_desk.services.rule_readings import PackRead, RuleTold
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.text.rule_words import (
    change_words,
    confirmed_words,
    field_words,
    length_words,
    value_words,
)
from akimat_desk.ui.screens.card_words import joined, named, shown_day
from akimat_desk.ui.theme import Tone


class Line(NamedTuple):
    """A fact of a rule: what it is, what it says."""

    name: str
    words: str
    tone: Tone | None = None


class Difference(NamedTuple):
    """One field of one rule before and after; a rule that comes or goes has no field."""

    rule: str
    field: str
    before: str
    after: str


def length_of(told: RuleTold) -> str:
    return length_words(told.rule.length, told.rule.unit)


def sure_words(told: RuleTold) -> str:
    """Never by colour alone: the sign of a rule in words."""
    rule = told.rule
    if rule.is_confirmed:
        return confirmed_words(rule.confirmed_by, rule.confirmed_on)
    return tr("to confirm")


def sure_sign(told: RuleTold) -> str:
    """The same in a word; who confirmed it stands beside."""
    return tr("confirmed") if told.rule.is_confirmed else tr("to confirm")


def confirmed_by(told: RuleTold) -> str:
    rule = told.rule
    if not rule.is_confirmed or not rule.confirmed_by:
        return ""
    return joined(
        rule.confirmed_by, "" if rule.confirmed_on is None else shown_day(rule.confirmed_on)
    )


def sure_icon(told: RuleTold) -> str:
    return "check-circle-outline" if told.rule.is_confirmed else "help-circle-outline"


def sure_tone(told: RuleTold) -> Tone:
    return Tone.GOOD if told.rule.is_confirmed else Tone.WARN


def force_words(told: RuleTold) -> str:
    if told.is_prepared:
        return tr("prepared, not in force")
    return "" if told.in_force else tr("not in force today")


def lines_of(told: RuleTold) -> Iterator[Line]:
    """A rule in full, what nobody established left out."""
    rule = told.rule
    yield Line(tr("Length"), joined(length_of(told), force_words(told)))
    yield Line(tr("How sure"), sure_words(told), sure_tone(told))
    for name in ("legal", "start"):
        yield Line(field_words(name), value_words(name, getattr(rule, name)))
    if rule.start_status != "confirmed":
        yield Line(field_words("start_status"), tr("to confirm"), Tone.WARN)
    yield Line(
        field_words("warning"),
        tr_many("{count} working day before", "{count} working days before", rule.warning),
    )
    for name in ("landing", "extension_cap", "valid_from", "valid_to"):
        if getattr(rule, name) is not None:
            yield Line(field_words(name), value_words(name, getattr(rule, name)))
    yield Line(tr("Published in"), tr("release {number}", number=told.release))
    yield from _said(told)
    if rule.note.ky:
        yield Line(field_words("note"), named(rule.note))


def _said(told: RuleTold) -> Iterator[Line]:
    """What the office itself said of it, the latest first."""
    for one in told.confirmations:
        words = tr(
            "{name} compared it with {source} on {day}",
            name=one.by,
            source=one.source,
            day=shown_day(one.on),
        )
        yield Line(tr("Confirmed"), joined(words, _entered_by(one.said_by, one.at)))
    for entered in told.entered:
        words = tr(
            "{length} for what is registered from {day}: {ground}",
            length=length_words(entered.length, told.rule.unit),
            day=shown_day(entered.from_on),
            ground=named(entered.legal),
        )
        yield Line(tr("Length entered"), joined(words, _entered_by(entered.by, entered.at)))


def _entered_by(name: str, at: int) -> str:
    """Who wrote it down, and when."""
    return joined(name, shown_day(legal_day(at))) if name else ""


def missing_words(missing: tuple[Missing, ...]) -> str:
    """What was adopted elsewhere and cannot be read here."""
    if not missing:
        return ""
    names = ", ".join(f"{one.kind} {one.id} {one.release}" for one in missing)
    return tr(
        "Adopted at another workstation, not at this one: {names}. Until the program is updated"
        " here, the release before it is used.",
        names=names,
    )


def pack_title(read: PackRead) -> str:
    if read.pack is None:
        return tr("This is no rule pack")
    return named(read.pack.title)


def release_words(read: PackRead) -> str:
    """Which release it is, and which one it would follow."""
    if read.pack is None:
        return tr("Nothing of it can be shown.")
    over = "" if read.over is None else tr("after release {number}", number=read.over)
    return joined(tr("release {number}", number=read.pack.release), over)


def differences(read: PackRead) -> Iterator[Difference]:
    """Field by field, under the title of the rule."""
    titles = {} if read.pack is None else {one.id: named(one.title) for one in read.pack.rules}
    for change in read.changes:
        title = titles.get(change.rule_id, change.rule_id)
        yield from _differences_of(change, title)


def _differences_of(change: RuleChange, title: str) -> Iterator[Difference]:
    if not change.fields:
        since = "" if change.valid_from is None else shown_day(change.valid_from)
        yield Difference(title, joined(change_words(change.kind), since), "", "")
    for name, before, after in change.fields:
        yield Difference(
            title, field_words(name), value_words(name, before), value_words(name, after)
        )
