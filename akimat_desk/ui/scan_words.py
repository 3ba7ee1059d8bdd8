"""What is said about scans: why one was not taken, how many pages it has."""

from collections.abc import Callable, Iterable
from typing import Final

from akimat_desk.services.attachments import HeldFile
from akimat_desk.services.scan_kinds import LIMIT
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.scans import Refused

_MEGABYTE: Final = 1024 * 1024


def refusal_words(refused: Refused) -> str:
    """A whole sentence that says what to do."""
    words = _SENTENCES.get(refused.reason, _SENTENCES["unknown"])
    return words(refused.name)


_SENTENCES: Final[dict[str, Callable[[str], str]]] = {
    "unknown": lambda name: tr(
        "{name} was not taken: only PDF, JPEG, PNG and TIFF are kept.", name=name
    ),
    "too_long": lambda name: tr(
        "{name} was not taken: it is larger than {limit} MB. Scan it in grey at 200 dpi.",
        name=name,
        limit=LIMIT // _MEGABYTE,
    ),
    "empty": lambda name: tr("{name} was not taken: the file is empty.", name=name),
    "damaged": lambda name: tr(
        "{name} was not taken: the file is damaged. Scan the paper once more.", name=name
    ),
    "locked": lambda name: tr(
        "{name} was not taken: it is locked with a password. Ask for an open copy.", name=name
    ),
    "folder": lambda name: tr(
        "{name} was not taken: it is a folder. Choose the files in it.", name=name
    ),
    "gone": lambda name: tr("{name} was not taken: the file cannot be read.", name=name),
    "changed": lambda name: tr(
        "{name} was not taken: the file has changed since it was shown. Look at it again.",
        name=name,
    ),
}


def already_here(names: Iterable[str]) -> str:
    return tr("Already here: {names}.", names=", ".join(names))


def came_late(names: Iterable[str]) -> str:
    words = ", ".join(names)
    return tr("Not taken, because another form was opened meanwhile: {names}.", names=words)


def pasted_name(moment: str) -> str:
    """The title of a picture that came without a file."""
    return tr("Pasted {moment}", moment=moment) + ".png"


def pages_words(pages: int) -> str:
    return tr_many("{count} page", "{count} pages", pages) if pages else ""


def told(file: HeldFile) -> str:
    """Name and pages, for whoever cannot see the picture."""
    return ", ".join(filter(None, (file.title, pages_words(file.pages))))
