"""The address: a district from the list of territories, the parts below it from what is known."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer

from akimat_desk.domain.collation import folded, sort_key
from akimat_desk.domain.people import Address
from akimat_desk.domain.territories import Territory
from akimat_desk.services.addresses import PARTS, Offered, lines_below
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.screens.register_fields import FoldingForm

DISTRICT: Final = "soate"
PAUSE_MS: Final = 60


class PartField(ChoiceField):
    """Takes any words; when one has left it, those that no list has are told as such.

    Words that fold like an offered spelling become that spelling.
    """

    def __init__(self, above: "PartField | None" = None) -> None:
        super().__init__(is_free=True)
        self._above = above
        self._offered: tuple[str, ...] = ()
        self._is_told = False

    def take(self, offered: Offered) -> None:
        """The list of what may stand here came; an open list stays open."""
        self._is_told = True
        if offered.words == self._offered:
            return
        self._offered = offered.words
        is_open = self._completer.list.isVisible()
        self.offer([Choice(words, words) for words in offered.words])
        if is_open:
            self._completer.setCompletionPrefix(self.raw())
            self._completer.complete()

    def value(self) -> str:
        return self.raw().strip()

    def tidied(self, text: str) -> str:
        plain = " ".join(text.split())
        key = folded(plain)
        return next((one for one in self._offered if key and folded(one) == key), plain)

    def advice(self) -> str:
        words = self.raw().strip()
        is_known = not self._is_told or folded(words) in {folded(one) for one in self._offered}
        if not words or is_known or self.line.hasFocus() or self._is_under_new():
            return ""
        return tr("Typed, not in the list.")

    def _is_under_new(self) -> bool:
        """Under a part that is new everything is new: it is said once."""
        above = self._above
        return above is not None and (bool(above.advice()) or above._is_under_new())  # noqa: SLF001


class AddressOffers(QObject):
    """Asks what may stand in a part when it gets the focus, and anew for what is typed there
    while there is more than was told.
    """

    def __init__(self, desk: Desk, background: Background, form: FoldingForm) -> None:
        super().__init__(form)
        self._desk = desk
        self._background = background
        self._form = form
        self._whole: dict[str, bool] = {}
        self._parts: dict[QObject, str] = {}
        self._part = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask_more)
        for part in PARTS:
            line = self._part_field(part).line
            self._parts[line] = part
            line.installEventFilter(self)
            line.textEdited.connect(partial(self._edited, part))

    def ask(self, part: str, typed: str = "") -> None:
        desk, above = self._desk, self._above()
        self._background.run(
            lambda: desk.addresses.offered(part, typed, above),
            partial(self._take, part, typed),
            owner=self,
            key=part,
        )

    def ask_all(self) -> None:
        """The form was filled: what stands there is told apart as known and not."""
        for part in PARTS:
            self.ask(part)

    def _above(self) -> Address:
        told = {part: self._part_field(part).value() for part in PARTS}
        return Address(soate=str(self._form.field(DISTRICT).value()), **told)

    def _take(self, part: str, typed: str, offered: Offered) -> None:
        if not typed:
            self._whole[part] = offered.is_all
        field = self._part_field(part)
        field.take(offered)
        # The note under it follows from what is known now.
        self._form.renote(part)
        if not typed and not offered.is_all and field.value():
            self.ask(part, field.value())

    def _edited(self, part: str, _: str) -> None:
        self._part = part
        if not self._whole.get(part, True):
            self._pause.start()

    def _ask_more(self) -> None:
        self.ask(self._part, self._part_field(self._part).raw())

    def _part_field(self, part: str) -> PartField:
        field = self._form.field(part)
        assert isinstance(field, PartField)
        return field

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and watched in self._parts:
            self.ask(self._parts[watched])
        elif event.type() is QEvent.Type.FocusOut and watched in self._parts:
            # A moment later the words are in their usual shape.
            QTimer.singleShot(0, self, partial(self._form.renote, self._parts[watched]))
        return super().eventFilter(watched, event)


def districts() -> Sequence[Choice]:
    """Districts and cities before whole oblasts, each found by its name in any language.

    The oblast stands beside the name where two bear the same one.
    """
    language = spoken().language
    rows = lines_below()
    names = Counter(row.name[language] for row, _ in rows)
    found = []
    for row, oblast in rows:
        is_alone = oblast is None or names[row.name[language]] == 1
        words = row.name[language] if is_alone else _under(row, oblast, language)
        found.append((row.level == "oblast", Choice(row.soate, words, _also(row, oblast))))
    return [choice for _, choice in sorted(found, key=lambda one: (one[0], sort_key(one[1].words)))]


def _also(row: Territory, oblast: Territory | None) -> str:
    names = [_under(row, oblast, language) for language in ("ky", "ru")]
    return " ".join((*names, row.name_en))


def _under(row: Territory, oblast: Territory | None, language: str) -> str:
    above = "" if oblast is None else oblast.name[language]
    return ", ".join(part for part in (row.name[language], above) if part)
