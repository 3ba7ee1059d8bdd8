"""Why a file of a folder or stick was left aside, and why nobody was let in by one."""

from collections.abc import Callable

from akimat_desk.text.catalogue import tr

_ASIDE: dict[str, Callable[[], str]] = {
    "half_copied": lambda: tr("The file was copied by half; copy it once more."),
    "not_ours": lambda: tr("This is no file of this program."),
    "other_kind": lambda: tr("The file is of another kind than its name says."),
    "too_long": lambda: tr("The file is longer than it says; copy it once more."),
    "of_another": lambda: tr("The file is meant for another office, workstation or centre."),
    "damaged": lambda: tr("The file is damaged or was closed with another key."),
    "forged": lambda: tr("The file does not prove who wrote it; it was set aside."),
    "older": lambda: tr("A newer file of this kind is known already."),
    "gap": lambda: tr("The entries before it are not here yet; it is tried again."),
    "station_unknown": lambda: tr("Its workstation is not known here yet; it is tried again."),
}
_JOIN: dict[str, Callable[[], str]] = {
    "code_mistyped": lambda: tr("The code has 12 signs in three groups; look at it once more."),
    "code_wrong": lambda: tr("No request on this stick opens with this code."),
    "no_request": lambda: tr("There is no request of a workstation on this stick."),
    "no_answer": lambda: tr("There is no answer for this workstation on this stick yet."),
    "nothing_asked": lambda: tr("This workstation has not asked to be let in."),
    "training_differs": lambda: tr("A training workstation does not share with a real one."),
}


def why_aside(reason: str) -> str:
    known = _ASIDE.get(reason)
    return tr("The file cannot be used ({reason}).", reason=reason) if known is None else known()


def why_not_joined(reason: str) -> str:
    known = _JOIN.get(reason)
    return why_aside(reason) if known is None else known()


SENTENCES: dict[str, Callable[..., str]] = {
    "not_sharing": lambda: tr(
        "This workstation shares with no other one yet. Choose a folder, or join by a stick."
    ),
    "shared_by_others": lambda folder: tr(
        "Others share through {folder} already. Join them by a stick first.", folder=folder
    ),
    "not_the_founder": lambda: tr(
        "Workstations are let in on the workstation that began the share."
    ),
    "join_refused": why_not_joined,
    "stick_written": lambda folder: tr(
        "The request is written to {folder}. Take it to the centre, and when it is back, do the"
        " same once more.",
        folder=folder,
    ),
    "bundle_missing": lambda folder: tr(
        "There is no answer of the centre in {folder}.", folder=folder
    ),
    "folder_unreachable": lambda folder: tr(
        "The folder {folder} is not there or cannot be written. Everything is kept on this"
        " computer; nothing is lost.",
        folder=folder,
    ),
}
