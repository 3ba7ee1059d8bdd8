"""What to do when something goes wrong: the questions people really ask."""

from collections.abc import Iterator

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.screens.help_topics import Part


def troubles() -> Iterator[Part]:
    yield from _line_and_power()
    yield from _papers()
    yield from _computer()


def _line_and_power() -> Iterator[Part]:
    yield Part(
        tr("There is no line"),
        sentences=(
            tr(
                "Go on working. Numbers, terms, receipts and papers need no line. The line below"
                " the window says how much waits; it is sent by itself when the line is back."
            ),
        ),
    )
    yield Part(
        tr("The power failed"),
        sentences=(
            tr(
                "Start the program again. What was registered is there; what was being typed comes"
                " back as a draft. Register on paper while there is no power and enter it"
                " afterwards with the time it was received."
            ),
        ),
    )


def _papers() -> Iterator[Part]:
    yield Part(
        tr("The receipt is wrong"),
        sentences=(
            tr(
                "A receipt that was given out is never changed. If only the card is wrong, correct"
                " the card: the history keeps both. If the receipt itself says something wrong,"
                " annul the registration with the reason, register anew, and exchange the paper."
            ),
        ),
    )
    yield Part(
        tr("The wrong number was given"),
        sentences=(
            tr(
                "A number is used once. Annul the registration: the number stays in the journal"
                " with the reason, and nobody gets it again."
            ),
        ),
    )
    yield Part(
        tr("The receipt is not printed"),
        sentences=(
            tr(
                "The case is registered all the same. Print the receipt again from its card: it is"
                " the same paper to the letter. The form of the receipt and the printer are chosen"
                " in Settings, under this workstation."
            ),
        ),
    )


def _computer() -> Iterator[Part]:
    yield Part(
        tr("A password is lost"),
        sentences=(
            tr(
                "The administrator sets another one in Settings, under people. If nobody can sign"
                " in any more, the recovery key and the head's codes from the set-up are needed;"
                " call whoever looks after the computers."
            ),
        ),
    )
    yield Part(
        tr("The disk is full"),
        sentences=(
            tr(
                "Nothing is written by halves: what was saved is whole. Make room by moving other"
                " files, never those of the data folder, and press the button again."
            ),
        ),
    )
    yield Part(
        tr("The program says that the clock is wrong"),
        sentences=(
            tr(
                "Numbers are not given while the computer's clock stands before the last entry. Set"
                " the date and time of the computer and try again."
            ),
        ),
    )
    yield Part(
        tr("The program says that the data is damaged"),
        sentences=(
            tr(
                "Go on with paper and change nothing in the data folder. In Settings, under the"
                " health of the data, check everything and read the result to whoever helps you."
            ),
        ),
    )
