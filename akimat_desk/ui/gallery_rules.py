"""Pictures of the rules of terms, of a newer pack beside the adopted one, and of a form."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, Literal

import msgspec

from akimat_desk.domain.rules import Rule, converted
from akimat_desk.services.catalogue_releases import RowChange
from akimat_desk.services.desk import Desk
from akimat_desk.services.offered import Offer
from akimat_desk.services.references import CATALOGUE
from akimat_desk.services.references import RULES as RULES_KIND
from akimat_desk.services.terms import shipped_packs
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.rules_lists import ListPanel
from akimat_desk.ui.screens.rules_place import RulesPlace
from akimat_desk.ui.sections import RULES

Go = Callable[[MainWindow], None]
_WHATS: Final[tuple[Literal["new", "changed", "gone"], ...]] = ("new", "changed", "gone")


def screens_of_rules(desk: Desk) -> Iterator[tuple[str, Go]]:
    """Nothing is adopted: a pack that is read is only shown."""
    yield "rules", lambda window: window.show_section(RULES)
    yield "rules-offered", partial(_offered, desk)
    yield "rules-diff", partial(_difference, desk)
    yield "rules-list", partial(_list, desk)
    yield "rules-confirm", partial(_confirming, desk)


def _rules(window: MainWindow) -> RulesPlace:
    window.show_section(RULES)
    place = window.places.rules
    place.close_panel()
    return place


def _difference(desk: Desk, window: MainWindow) -> None:
    """The shipped pack as if a newer release made appeals longer."""
    _rules(window).show_pack(desk.rules.look(_newer()))


def _offered(desk: Desk, window: MainWindow) -> None:
    """As if the centre had published a newer release of every pack."""
    place = _rules(window)
    found = tuple(
        Offer(
            kind=RULES_KIND,
            id=pack.id,
            release=pack.release + 1,
            name=pack.title,
            published_on=desk.cases.today(),
            body=b"",
        )
        for pack in shipped_packs()
    )
    # The lane keeps its order: this comes after what the place itself asked for.
    place.background.run(lambda: found, place.board.offered.show_offers, owner=place)


def _list(desk: Desk, window: MainWindow) -> None:
    """The directory of bodies as if the centre had published a newer one."""
    place = _rules(window)
    found = desk.bodies.all()
    offer = Offer(
        kind=CATALOGUE,
        id="bodies",
        release=2,
        name=found[0].name,
        published_on=desk.cases.today(),
        body=b"",
    )
    panel = _Shown(offer, desk, place.background, place.ways)
    panel.found = tuple(
        RowChange(row=body.id, name=body.name, what=what)
        for body, what in zip(found, _WHATS, strict=False)
    )
    place.open_moved(panel)


class _Shown(ListPanel):
    """Nothing has to be offered to be looked at."""

    found: tuple[RowChange, ...] = ()

    def look(self) -> None:
        self.show_changes(self.found)


def _newer() -> bytes:
    pack = next(one for one in shipped_packs() if one.in_force)
    rules = tuple(_longer(rule) for rule in pack.rules)
    newer = msgspec.structs.replace(pack, release=pack.release + 1, rules=rules)
    return msgspec.json.encode(converted(msgspec.to_builtins(newer)))


def _longer(rule: Rule) -> Rule:
    if rule.id != "appeal":
        return rule
    return msgspec.structs.replace(rule, length=(rule.length or 0) + 6, warning=5)


def _confirming(desk: Desk, window: MainWindow) -> None:
    place = _rules(window)
    place.board.confirming_asked.emit(desk.rules.rule("appeal"))
