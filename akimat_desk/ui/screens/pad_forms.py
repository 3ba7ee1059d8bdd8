"""What is asked before a pad is printed or closed, and before a blank is annulled."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from akimat_desk.domain.pads import MOST_BLANKS, Pad
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.pads import USUAL_COUNT, PadMade, Pads
from akimat_desk.text.catalogue import spoken, tr, tr_many
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import NumberField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.card_words import language_words, named
from akimat_desk.ui.screens.pad_words import pad_name
from akimat_desk.ui.screens.settings_panel import Change, Entered

LANGUAGES: Final = ("ky", "ru")
_NUMBER_CODES: Final = dict.fromkeys(
    ("blank_unknown", "blank_taken", "blank_annulled", "blank_elsewhere", "pad_over"), "number"
)


def print_change(
    pads: Pads, journals: Mapping[str, Sequence[Bilingual]], keep: Callable[[PadMade], None]
) -> Change:
    """`keep` is called off the window's thread, with the pad and its paper."""

    def fill(form: Form) -> None:
        letters = ChoiceField(
            [Choice(one, _journal_words(one, kinds)) for one, kinds in journals.items()]
        )
        languages = ChoiceField([Choice(one, language_words(one)) for one in LANGUAGES])
        form.row(Entry("count", tr("&How many"), NumberField(1, MOST_BLANKS), is_required=True))
        # Translators: label: the letter with which the numbers of a journal begin
        form.row(Entry("journal", tr("&Journal"), letters, is_required=True))
        form.row(Entry("language", tr("&Language"), languages, is_required=True))
        form.restore({"count": str(USUAL_COUNT)})
        letters.choose(next(iter(journals)))
        languages.choose("ru" if spoken().language == "ru" else "ky")

    def work(entered: Entered) -> Callable[[], object]:
        count = int(entered["count"] or 0)
        told = {key: str(entered[key]) for key in ("journal", "language")}

        def run() -> None:
            keep(pads.reserve(count, **told))

        return run

    return Change(
        tr("Print a blackout pad"),
        tr("Reserve and print"),
        fill,
        work,
        tr("The numbers are reserved; registration goes on after them."),
        advice=tr("The next numbers of the journal are reserved for the blanks."),
    )


def _journal_words(letter: str, kinds: Sequence[Bilingual]) -> str:
    """The letter, and what is registered under it."""
    names = ", ".join(named(one) for one in kinds)
    return f"{letter} \N{EN DASH} {names}"


def spoil_change(pads: Pads, number: str) -> Change:
    def fill(form: Form) -> None:
        form.row(Entry("number", tr("&Blank"), TextField(), is_required=True))
        form.row(Entry("reason", tr("&Reason"), TextField(), is_required=True))
        form.restore({"number": number})

    def work(entered: Entered) -> Callable[[], object]:
        return partial(pads.spoil, str(entered["number"]), str(entered["reason"]))

    return Change(
        tr("A blank was spoiled"),
        tr("Annul the number"),
        fill,
        work,
        tr("The number is annulled; the journal says why."),
        advice=tr("Keep the spoiled blank with the journal."),
        codes=_NUMBER_CODES,
    )


def close_change(pads: Pads, pad: Pad) -> Change:
    left = pad.count("left")
    advice = tr("Every blank of this pad was entered or annulled.")
    if left:
        advice = tr_many(
            "{count} blank was not entered: its number will be annulled as not used.",
            "{count} blanks were not entered: their numbers will be annulled as not used.",
            left,
        )
    return Change(
        pad_name(pad),
        tr("Close the pad"),
        lambda _: None,
        lambda _: partial(pads.close, pad.id),
        tr("The pad is closed."),
        advice=advice,
    )
