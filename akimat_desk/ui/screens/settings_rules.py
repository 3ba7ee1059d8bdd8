"""Settings: the rule packs, calendar and catalogues the office works by, and how sure they are."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.services.office_readings import ReleaseLine, RuleLine
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import soft, strong, wrapped
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import Place, Ways
from akimat_desk.ui.screens.card_words import named, shown_day
from akimat_desk.ui.screens.settings_list import ShortList
from akimat_desk.ui.theme import Tone, look


class RulesPage(Place):
    """Read here; a release is published by the centre and adopted by the office."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._rules: ShortList[RuleLine] = ShortList(_rule_columns(), background, (), tr("Terms"))
        self._releases: ShortList[ReleaseLine] = ShortList(
            _release_columns(), background, (), tr("Adopted releases")
        )
        self._build()

    def _build(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        about = tr(
            "What is marked \u201cto confirm\u201d has not been seen in the official text yet:"
            " papers and screens say so."
        )
        column.addWidget(wrapped(soft(about)))
        column.addWidget(strong(tr("Terms")))
        column.addWidget(self._rules, 3)
        column.addWidget(strong(tr("Adopted releases")))
        column.addWidget(self._releases, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        self.setFocusProxy(self._rules)

    def title(self) -> str:
        return tr("Calendar and rules")

    def shown(self) -> None:
        book = self.desk.office.book
        self._rules.ask(lambda: book.adopted().rules)
        self._releases.ask(lambda: book.adopted().releases)


def _rule_columns() -> tuple[Column[RuleLine], ...]:
    return (
        Column(
            title=lambda: tr("Term"),
            text=lambda row: named(row.title),
            note=lambda row: named(row.legal),
            weight=2,
        ),
        Column(title=lambda: tr("Length"), text=_length, note=_force, chars=24, is_strong=True),
        Column(
            title=lambda: tr("How sure"),
            text=_sure,
            note=lambda row: "" if row.is_start_confirmed else tr("first day counted: to confirm"),
            tone=lambda row: Tone.GOOD if row.is_confirmed else Tone.WARN,
        ),
    )


def _length(row: RuleLine) -> str:
    if row.length is None:
        return tr("not established")
    if row.unit == "working":
        return tr_many("{count} working day", "{count} working days", row.length)
    return tr_many("{count} calendar day", "{count} calendar days", row.length)


def _force(row: RuleLine) -> str:
    return "" if row.in_force else tr("prepared, not in force")


def _sure(row: RuleLine) -> str:
    if row.entered_by:
        return tr("entered by the office: {who}", who=row.entered_by)
    return tr("confirmed") if row.is_confirmed else tr("to confirm")


def _release_columns() -> tuple[Column[ReleaseLine], ...]:
    return (
        Column(title=lambda: tr("What"), text=_what, note=_covers),
        Column(
            title=lambda: tr("Release no."),
            text=lambda row: tr("release {number}", number=row.release),
            chars=18,
        ),
        Column(title=lambda: tr("How sure"), text=_waiting, tone=_tone, note=_rows),
    )


def _what(row: ReleaseLine) -> str:
    if row.title.ky:
        return named(row.title)
    return dict(_catalogue_names()).get(row.id, row.id)


def _catalogue_names() -> Iterator[tuple[str, str]]:
    yield "kinds", tr("Catalogue: kinds of cases")
    yield "channels", tr("Catalogue: channels")
    yield "topics", tr("Catalogue: topics")
    yield "categories", tr("Catalogue: categories of applicants")
    yield "outcomes", tr("Catalogue: outcomes")
    yield "pause_grounds", tr("Catalogue: grounds of a pause")
    yield "document_kinds", tr("Catalogue: kinds of documents")
    yield "services", tr("Catalogue: services")
    yield "documents", tr("Catalogue: documents")
    yield "bodies", tr("Catalogue: outside bodies")


def _covers(row: ReleaseLine) -> str:
    if row.covers_from is None or row.covers_to is None:
        return ""
    first, last = shown_day(row.covers_from), shown_day(row.covers_to)
    return tr("published for {first} \N{EN DASH} {last}", first=first, last=last)


def _waiting(row: ReleaseLine) -> str:
    if not row.to_confirm:
        return tr("confirmed")
    return tr_many("{count} row to confirm", "{count} rows to confirm", row.to_confirm)


def _rows(row: ReleaseLine) -> str:
    return tr_many("of {count} row", "of {count} rows", row.rows)


def _tone(row: ReleaseLine) -> Tone:
    return Tone.WARN if row.to_confirm else Tone.GOOD
