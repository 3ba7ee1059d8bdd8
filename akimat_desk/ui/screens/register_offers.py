"""What the register form offers: catalogues, staff without the accused, earlier numbers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from akimat_desk.domain.accused import is_accused
from akimat_desk.domain.catalogues import Row
from akimat_desk.domain.offices import Staff
from akimat_desk.domain.readings import Answerer
from akimat_desk.services.foresight import Offers
from akimat_desk.services.likely_repeats import Earlier
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.screens.register_address import DISTRICT, districts
from akimat_desk.ui.screens.register_folds import Folds
from akimat_desk.ui.screens.register_words import earlier_words

if TYPE_CHECKING:
    from akimat_desk.ui.screens.register_form import RegisterForm

ORAL_CHANNEL = "reception"


class FormOffers:
    """Fills the lists of the form; `soate` is the office's own district."""

    def __init__(self, form: "RegisterForm", folds: Folds) -> None:
        self._form = form
        self._folds = folds
        self._staff: tuple[Staff, ...] = ()
        self._oral: frozenset[str] = frozenset()
        self.soate = ""

    def offer(self, offers: Offers) -> None:
        """The catalogues have been read."""
        self.soate, self._staff = offers.soate, offers.staff
        self._oral = frozenset(row.id for row in offers.channels if row.group == "oral")
        self._folds.offer(offers.kinds)
        for key, rows in (
            ("kind", offers.kinds),
            ("channel", offers.channels),
            ("topic", offers.topics),
            ("service", offers.services),
            ("body", offers.bodies),
            ("categories", offers.categories),
        ):
            self._choice(key).offer(_choices(rows))
        self._choice(DISTRICT).offer(districts())
        self._choice("against").offer([Choice(s.full_name, s.full_name) for s in offers.staff])
        self._form.papers.offer(_choices(offers.documents))
        self.offer_staff()

    def offer_staff(self) -> None:
        """The accused is not offered as the one who is to act."""
        language, against = spoken().language, self._choice("against").raw()
        choices = [
            Choice(one.login, f"{one.short_name}, {one.post[language]}", one.login)
            for one in self._staff
            if not is_accused(one, against)
        ]
        self._choice("responsible").offer(choices)
        self._form.questions.offer(choices)

    def offer_previous(self, earlier: Sequence[Earlier]) -> None:
        offered = [Choice(one.number, one.number, earlier_words(one)) for one in earlier]
        self._choice("previous").offer(offered)

    def show_answerer(self, answerer: Answerer | None) -> None:
        """Who answers if nobody is chosen, told where one would choose."""
        words = ""
        if answerer is not None and answerer.executor_by_resolution:
            words = tr("{name}, by the table of responsibility", name=answerer.name)
        self._choice("responsible").line.setPlaceholderText(words)

    def hear(self, is_oral: bool) -> None:  # noqa: FBT001
        """Nothing was handed in: it was spoken, unless another such way was chosen already."""
        if not is_oral or not self._form.isVisible():
            return
        if self._choice("channel").value() not in self._oral:
            self._form.choose("channel", ORAL_CHANNEL)
        self._form.go_to("text")

    def _choice(self, key: str) -> ChoiceField:
        field: ChoiceField = self._form.field(key)
        return field


def _choices(rows: tuple[Row, ...]) -> list[Choice]:
    language = spoken().language
    other = "ky" if language == "ru" else "ru"
    return [Choice(row.id, row.name[language], row.name[other]) for row in rows]
