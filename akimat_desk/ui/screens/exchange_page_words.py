"""What is said when a folder, a stick or the courier has done its part."""

from collections.abc import Sequence

from akimat_desk.services.courier import Brought, Written
from akimat_desk.services.joining import Asked, Joined, LetIn
from akimat_desk.services.share import Shared
from akimat_desk.text.catalogue import tr
from akimat_desk.text.file_words import why_aside
from akimat_desk.ui.screens.card_words import joined


def held_words(marks: Sequence[str], *, is_received: bool = False) -> str:
    """Who else has it, by their own word; only the server's receipt is called received."""
    # Translators: the server's receipt covers it; it stands after the workstations that hold it
    received = tr("received by the server") if is_received else ""
    return joined(", ".join(marks), received) or tr("this one alone")


def shared_words(done: Shared) -> str:
    words = tr(
        "Taken from colleagues: {taken}. Files written: {written}.",
        taken=done.taken,
        written=done.written,
    )
    if not done.troubles:
        return words
    return f"{words} {tr('Files left aside: {count}.', count=len(done.troubles))}"


def asked_words(asked: Asked) -> str:
    return tr(
        "The request is on the stick. On the workstation that began the share, an administrator"
        " types the code: {code}",
        code=asked.code,
    )


def let_in_words(done: LetIn) -> str:
    return tr(
        "Workstation {mark} is let in. Take the stick back to it and read the answer there.",
        mark=done.mark,
    )


def joined_words(done: Joined) -> str:
    words = tr(
        "This workstation shares with the others now. Workstations in all: {count}.",
        count=done.stations,
    )
    if done.mark == done.mark_before:
        return words
    new = tr(
        "The mark {old} belongs to another workstation; new numbers bear {new}.",
        old=done.mark_before,
        new=done.mark,
    )
    return f"{words} {new}"


def written_words(done: Written) -> str:
    return tr(
        "Written for the centre: {file}. Entries: {entries}.", file=done.file, entries=done.entries
    )


def brought_words(done: Brought) -> str:
    words = tr(
        "Received by the server: {pushed}. Taken from other desks: {pulled}.",
        pushed=done.pushed,
        pulled=done.pulled,
    )
    return " ".join((words, *(f"{file}: {why_aside(why)}" for file, why in done.set_aside)))
