"""Why the exchange with the centre stands still, by the code that was noted; never a bare code."""

from collections.abc import Callable

from akimat_desk.text.catalogue import tr

_Sentences = dict[str, Callable[[], str]]

REFUSED: _Sentences = {
    "request_unreadable": lambda: tr("The server does not understand this program. Update it."),
    "no_such_page": lambda: tr(
        "Under this address no centre answers. Look at the address of the centre."
    ),
    "office_unknown": lambda: tr("The centre does not know this office."),
    "code_wrong": lambda: tr("The one-time code is wrong, used or too old. Ask for another one."),
    "too_many_tries": lambda: tr("There were too many tries. Try again in an hour."),
    "station_not_certified": lambda: tr(
        "The centre does not know this workstation. It must be enrolled anew."
    ),
    "station_revoked": lambda: tr(
        "The centre took back the certificate of this workstation. It must be enrolled anew."
    ),
    "mark_taken": lambda: tr("Another workstation of the office prints the same mark."),
    "training_differs": lambda: tr("A training workstation and a real centre do not go together."),
    "origin_of_another": lambda: tr(
        "The centre holds these records as those of another workstation. It must be enrolled anew."
    ),
    "file_pass_wrong": lambda: tr("The permission to exchange files ran out; it is asked anew."),
    "file_not_named": lambda: tr("No record at the centre names this file yet; it is sent later."),
    "file_not_here": lambda: tr("The centre does not hold this file yet."),
    "file_place_wrong": lambda: tr("This file is just being sent by another workstation."),
    "file_differs": lambda: tr(
        "The file that arrived at the centre is not the one that was sent; it is sent anew."
    ),
    "answer": lambda: tr("The server's answer cannot be read."),
}
"""What the centre answers over the line."""

_NOTED: _Sentences = {
    "line_down": lambda: tr("There is no line to the server; it is tried again by itself."),
    "page_gap": lambda: tr(
        "Records that come before those of the server are not here yet; they are asked for again."
    ),
    "page_forged": lambda: tr(
        "A part of what the server sent does not prove who wrote it; it was set aside."
    ),
    "server_not_genuine": lambda: tr("The server's answer does not bear the centre's signature."),
    "not_enrolled": lambda: tr("This workstation belongs to no centre yet. Enrol it first."),
    "disk_busy": lambda: tr("The database is busy. Try again."),
    "disk_full": lambda: tr("The disk is full. Nothing was written."),
    "disk_read_only": lambda: tr("The folder does not allow writing."),
    "disk_failed": lambda: tr("The disk of this computer answered with an error."),
    "database_damaged": lambda: tr("The database of this computer is damaged."),
    "entry_altered": lambda: tr("A record on this computer was altered. Check the journal."),
    "reading_altered": lambda: tr("A list on this computer was altered. Check the journal."),
    "chain_taken": lambda: tr("Another record stands already where one of the server belongs."),
    "file_missing": lambda: tr("A file that is to be sent is not on this computer."),
    "file_altered": lambda: tr("A file on this computer was altered."),
    "file_gone": lambda: tr("A file of this computer is gone from its folder."),
}

_FORGED: _Sentences = {
    "station_unknown": lambda: tr("the workstation that signed it is not known here"),
    "station_of_another": lambda: tr("it was signed by a workstation that did not write it"),
    "salt": lambda: tr("its protection is not that of the records known here"),
    "head": lambda: tr("its signature does not fit its records"),
    "columns": lambda: tr("its records cannot be read"),
    "entry": lambda: tr("its records cannot be read"),
    "publication_of_another": lambda: tr("it was published for another office"),
    "publication_too_big": lambda: tr("the publication is larger than is allowed"),
    "publication_forged": lambda: tr("the publication does not bear the centre's signature"),
}


def why_stuck(code: str) -> str:
    """What was noted as the last trouble, with its code for whoever looks after the program."""
    known = REFUSED.get(code) or _NOTED.get(code)
    words = tr("The exchange stands still.") if known is None else known()
    # Translators: a sentence, then the code that the support asks for
    return tr("{sentence} ({code})", sentence=words, code=code)


def why_quarantined(reason: str) -> str:
    """Why something that came was set aside as not genuine; no sentence, it stands after one."""
    known = _FORGED.get(reason)
    return tr("it does not prove who wrote it ({code})", code=reason) if known is None else known()


def _refused(refusal: str) -> str:
    return why_stuck(refusal)


def _unusable(reason: str) -> str:
    return why_stuck(reason)


SENTENCES: dict[str, Callable[..., str]] = {
    "server_refused": _refused,
    "page_unusable": _unusable,
}
