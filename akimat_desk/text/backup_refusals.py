"""Why a copy cannot be made or put back, in words."""

from collections.abc import Callable, Mapping

from akimat_desk.text.catalogue import tr

_REASONS: Mapping[str, Callable[[], str]] = {
    "not_a_backup": lambda: tr("it is no copy of a workspace"),
    "not_readable": lambda: tr("it cannot be read"),
    "cut_off": lambda: tr("a part of it is missing"),
    "altered": lambda: tr("it is not what was written"),
    "newer_program": lambda: tr("a newer program wrote it"),
}


def _unreadable(file: str, reason: str) -> str:
    told = _REASONS.get(reason)
    return tr(
        "The copy {file} cannot be used: {reason}.",
        file=file,
        reason=reason if told is None else told(),
    )


def _not_made(step: str, folder: str, why: str) -> str:
    told = _WHY.get(why)
    return tr(
        "Not begun: {step}. A copy is made first, and it could not be written to {folder}:"
        " {reason}. Name another folder for the copies in the settings.",
        step=_STEPS[step]() if step in _STEPS else step,
        folder=folder,
        reason=tr("the disk answered with an error") if told is None else told(),
    )


_STEPS: Mapping[str, Callable[[], str]] = {
    "rebuild": lambda: tr("making the lists anew"),
    "upgrade": lambda: tr("the change to the new version of the program"),
    "year_end": lambda: tr("the closing of the year"),
    "succession": lambda: tr("the hand-over to the successor"),
    "key": lambda: tr("the change of the key"),
    "import": lambda: tr("the import"),
    "erase": lambda: tr("the erasure"),
}
_WHY: Mapping[str, Callable[[], str]] = {
    "disk_full": lambda: tr("there is no room left on the disk"),
    "disk_read_only": lambda: tr("nothing may be written there"),
    "disk_failed": lambda: tr("the disk answered with an error"),
}
_WHAT_TO_DO: Mapping[str, Callable[[], str]] = {
    "disk_full": lambda: tr(
        "Make room there or name another folder: Settings, Copies of the data."
    ),
    "disk_read_only": lambda: tr(
        "Take off the lock of the stick or name another folder: Settings, Copies of the data."
    ),
    "disk_failed": lambda: tr(
        "Take another disk or stick and name it: Settings, Copies of the data."
    ),
}


def trouble_words(folder: str, code: str, *, is_elsewhere: bool) -> str:
    """Of the last try to make today's copy: what was wrong and what is to be done."""
    why = _WHY.get(code, lambda: tr("the register did not pass its check"))()
    if is_elsewhere:
        told = tr(
            "The copy could not be written to {folder}: {reason}. It lies beside the register for"
            " now.",
            folder=folder,
            reason=why,
        )
    else:
        told = tr("The last copy in {folder} failed: {reason}.", folder=folder, reason=why)
    return f"{told} {what_to_do(code)}"


def what_to_do(code: str) -> str:
    """About a copy that could not be made."""
    known = _WHAT_TO_DO.get(code)
    return tr("Have it checked: Settings, Health of the data.") if known is None else known()


SENTENCES: Mapping[str, Callable[..., str]] = {
    "backup_unreadable": _unreadable,
    "backup_in_workspace": lambda folder: tr(
        "{folder} lies inside the workspace: a copy there is lost with it. Choose another disk"
        " or a stick.",
        folder=folder,
    ),
    "copy_not_made": _not_made,
    "nothing_to_save": lambda folder: tr(
        "Nothing can be saved from {folder} alone: the beginning of the journal is lost. Name a"
        " copy to join it with.",
        folder=folder,
    ),
    "not_an_administrator": lambda login: tr(
        "Only an administrator can open a copy; {login} is none.", login=login
    ),
    "receipt_differs": lambda field: tr(
        "The receipt says something else than the field {field}.", field=field
    ),
    "case_already_here": lambda number: tr(
        "{number} is on record here: nothing has to be entered again.", number=number
    ),
    "entry_not_waiting": lambda entry: tr(
        "No refused record {entry} is waiting for a decision.", entry=entry
    ),
}
