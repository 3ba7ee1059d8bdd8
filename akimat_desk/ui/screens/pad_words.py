"""What the screen says of a pad: its numbers, what became of them, what is still awaited."""

from typing import Final

from akimat_desk.domain.pads import Pad
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.screens.card_words import shown_day
from akimat_desk.ui.theme import Tone

_MOST_NAMED: Final = 30


def pad_name(pad: Pad) -> str:
    return tr("Blackout pad {numbers}", numbers=numbers_words(pad))


def numbers_words(pad: Pad) -> str:
    if not pad.blanks:
        return ""
    return tr("{first} \N{EN DASH} {last}", first=pad.blanks[0].number, last=pad.blanks[-1].number)


def columns() -> tuple[Column[Pad], ...]:
    return (
        Column(
            title=lambda: tr("Numbers"),
            text=numbers_words,
            note=lambda pad: tr("printed on {day}", day=shown_day(pad.reserved.reserved_on)),
            is_strong=True,
        ),
        # Translators: column: how many blanks are registered already
        Column(title=lambda: tr("Entered"), text=lambda pad: str(pad.count("entered")), chars=9),
        # Translators: column: how many blanks were spoiled
        Column(title=lambda: tr("Spoiled"), text=lambda pad: str(pad.count("spoiled")), chars=9),
        # Translators: column: how many blanks nobody has entered yet
        Column(title=lambda: tr("Left"), text=lambda pad: str(pad.count("left")), chars=9),
        # Translators: column: how many blanks were annulled when the pad was closed
        Column(title=lambda: tr("Not used"), text=lambda pad: str(pad.count("not_used")), chars=17),
        Column(title=lambda: tr("State"), text=_state, tone=_tone, chars=18),
    )


def left_words(pad: Pad) -> str:
    """Which numbers somebody may still bring; named one by one while they fit."""
    left = [f"{blank.sequence}" for blank in pad.blanks if blank.stage == "left"]
    if not left:
        return ""
    named = ", ".join(left[:_MOST_NAMED]) + (", …" if len(left) > _MOST_NAMED else "")
    return tr("Not entered yet: {numbers}", numbers=named)


def _state(pad: Pad) -> str:
    if pad.closed_on is None:
        # Translators: a pad from which blanks may still be entered
        return tr("open")
    return tr("closed on {day}", day=shown_day(pad.closed_on))


def _tone(pad: Pad) -> Tone:
    return Tone.WARN if pad.is_open else Tone.SOFT
