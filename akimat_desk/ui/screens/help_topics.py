"""What the help has to say, topic by topic; the words of each screen are found by its section."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from PySide6.QtWidgets import QWidget

from akimat_desk.text.catalogue import tr


class Part(NamedTuple):
    """A piece of a topic: sentences, numbered steps, pairs, or something drawn."""

    title: str
    sentences: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    widget: Callable[[], QWidget] | None = None

    def words(self) -> str:
        """All of it, for the search."""
        told = (self.title, *self.sentences, *self.steps)
        return " ".join((*told, *(word for pair in self.pairs for word in pair)))


class Topic(NamedTuple):
    """`title` and `parts` are asked for in the window's language."""

    id: str
    title: Callable[[], str]
    icon: str
    parts: Callable[[], Iterator[Part]]


FIRST: Final = "first"


def first_day() -> Iterator[Part]:
    yield Part(
        tr("Register the first matter"),
        steps=(
            tr(
                "Press F4 when somebody brings a paper or comes to speak. Type the PIN or the"
                " name: whoever has been here before is filled in by itself."
            ),
            tr(
                "Say what it is about. A few words are enough; the whole text may stand below them"
                " or on the scan."
            ),
            tr(
                "Write down the papers you take: title, original or copy, number of sheets. The"
                " receipt lists them."
            ),
            tr(
                "Look at the strip below: it shows by when the answer is due and why, who answers,"
                " and cases of the same applicant. If the matter is there already, open it instead."
            ),
            tr(
                "Ctrl+Enter opens the check page. It shows what the receipt will say; Esc goes back"
                " and nothing is lost."
            ),
            tr(
                "F9 there gives the number and prints the receipt. The applicant takes it home; the"
                " copy they sign stays here."
            ),
        ),
    )
    yield Part(
        tr("The day after that"),
        sentences=(
            tr(
                "Begin the day with Today: what is late stands first. Enter opens a case, its main"
                " button is the next step."
            ),
            tr(
                "Everything is saved at once on this computer and goes to the server by itself when"
                " the line is up; F5 sends it now."
            ),
            tr(
                "What you type is kept as a draft while you type it, also when the power fails. It"
                " comes back at the next start."
            ),
        ),
    )


def today() -> Iterator[Part]:
    yield Part(
        tr("Today"),
        sentences=(
            tr(
                "The tiles count what somebody must do: overdue, due today, due within three"
                " working days, without an executor, waiting. Enter on a tile shows those cases."
            ),
            tr(
                "Below stand the cases themselves, the most urgent first. The button of a row is"
                " what you can do next; Enter opens the case."
            ),
        ),
    )


def registration() -> Iterator[Part]:
    yield Part(
        tr("Registration"),
        sentences=(
            tr("At the left is the paper, at the right the form in the order of the talk."),
            tr(
                "Enter goes to the next field, Ctrl+Enter to the check page. A wrong value never"
                " stops you while you type; what is wrong is said at the check."
            ),
            tr(
                "Dates may be typed short: 5, 5.12 or 051226. Plus and minus step a day, the sign ="
                " is today."
            ),
            tr(
                "An address is chosen to the district; aimak, village and street are typed, and"
                " what was typed before is offered."
            ),
            tr(
                "Drafts wait on the screen of registration. A draft has no number yet; the number"
                " is given once and for good at the end."
            ),
        ),
    )


def post() -> Iterator[Part]:
    yield Part(
        tr("Mail"),
        sentences=(
            tr(
                "Take in the envelopes first, one after the other: each becomes a draft with the"
                " time it was received. Register them afterwards; Today says until when."
            ),
            tr("A scan from the scanner's folder can be laid to its envelope here."),
        ),
    )


def cases() -> Iterator[Part]:
    yield Part(
        tr("Cases"),
        sentences=(
            tr(
                "F3 searches by number, name, PIN, phone, address and words of the subject. Instead"
                " of a letter that only Kyrgyz has its Russian neighbour may be typed."
            ),
            tr(
                "The chips narrow the list; arrows move between them. A list that you ask for often"
                " can be kept under a name."
            ),
            tr(
                "Several cases can be marked with the space bar and assigned together. What was"
                " done can be taken back for ten seconds."
            ),
        ),
    )


def card() -> Iterator[Part]:
    yield Part(
        tr("The card of a case"),
        sentences=(
            tr(
                "At the right stands the date by which the case must be answered; Enter on the term"
                " bar explains it day by day."
            ),
            tr(
                "The main button is the next step, and its key stands on it. Everything else that"
                " can be done is under the button beside it and in the commands, Ctrl+K."
            ),
            tr(
                "The history says who did what, when and at which workstation. Nothing is rubbed"
                " out: a correction stands after what it corrects."
            ),
        ),
    )


def resolutions() -> Iterator[Part]:
    yield Part(
        tr("Resolutions"),
        sentences=(
            tr(
                "Cases without an executor stand at the left. Name the executor, the date inside"
                " the office and the words of the resolution; then the next one opens."
            ),
            tr("The inner date is never later than the date of the law."),
        ),
    )


def settings() -> Iterator[Part]:
    yield Part(
        tr("Settings"),
        sentences=(
            tr("Arrows choose a page at the left, Enter or Right goes into it, Esc comes back."),
            tr(
                "What belongs to the office (names, people, posts, who answers) is recorded with"
                " the day from which it holds. A mistake is mended by another record after it."
            ),
            tr(
                "Before the first receipt the office needs its address, a head, and at least one"
                " official who answers for everything else."
            ),
        ),
    )
