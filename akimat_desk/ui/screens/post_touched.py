"""Beside the form of an appointment: what goes on in the name of who held the post so far."""

from collections.abc import Iterator
from datetime import date

from akimat_desk.services.succession import Succession, Touched
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background
from akimat_desk.ui.forms import Form
from akimat_desk.ui.screens.absence import Told
from akimat_desk.ui.screens.card_words import shown_day


class WhatIsTouched(Told):
    """Asked anew when another post or another day is chosen."""

    def __init__(self, succession: Succession, background: Background, form: Form) -> None:
        super().__init__(tr("What the change touches"))
        self._succession, self._background, self._form = succession, background, form
        form.changed.connect(self.ask)

    def ask(self, key: str = "post") -> None:
        if key not in ("post", "from_on"):
            return
        entered, succession = self._form.entered(), self._succession
        post, told = str(entered["post"]), entered["from_on"]
        day = told if isinstance(told, date) else None
        if not post:
            self.hide()
            return
        self._background.run(
            lambda: succession.touched(post, day),
            self._show,
            failed=self.refuse,
            owner=self,
            key="touched",
        )

    def _show(self, touched: Touched) -> None:
        if not touched.holder:
            self.tell(tr("Nobody holds the post on that day."))
            return
        said = tr("So far: {name}", name=touched.holder)
        if touched.until_on is not None:
            day = shown_day(touched.until_on)
            said = tr("So far: {name}, until {day}", name=touched.holder, day=day)
        if touched.is_nothing:
            self.tell(said, tr("Nothing waits in their name."))
            return
        self.tell(said, *_lines(touched))


def _lines(touched: Touched) -> Iterator[str]:
    if touched.acts:
        numbers = ", ".join(touched.acts[:5])
        words = tr_many(
            "{count} act waits for their signature: {numbers}",
            "{count} acts wait for their signature: {numbers}",
            len(touched.acts),
            numbers=numbers,
        )
        yield words
    if touched.cases:
        yield tr_many("{count} open case in hand", "{count} open cases in hand", touched.cases)
    if touched.resolved:
        yield tr_many(
            "{count} open case under their resolution",
            "{count} open cases under their resolution",
            touched.resolved,
        )
    if touched.answers:
        yield tr_many(
            "{count} row of responsibility names them",
            "{count} rows of responsibility name them",
            touched.answers,
        )
    if touched.substitutions:
        yield tr_many(
            "{count} substitution with their name",
            "{count} substitutions with their name",
            touched.substitutions,
        )
