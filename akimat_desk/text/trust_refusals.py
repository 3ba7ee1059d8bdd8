"""What a check of the journal, its lists and its files found, in words: where, and what."""

from collections.abc import Callable, Mapping

from akimat_desk.text.catalogue import tr

_WHAT: Mapping[str, Callable[[], str]] = {
    "gap": lambda: tr("an entry is missing or stands in another place"),
    "envelope": lambda: tr("who wrote it, when or what it is was changed"),
    "chain": lambda: tr("it does not follow the entry before it"),
    "body": lambda: tr("its content is not what was written"),
    "end_missing": lambda: tr("entries at the end were taken away or added"),
    "origin_unknown": lambda: tr("there are entries of a workstation nobody knows"),
    "receipt_forged": lambda: tr("the receipt of the server that is kept for it is not genuine"),
    "receipt_differs": lambda: tr("the server has received another history"),
    "receipt_ahead": lambda: tr("the server has received more than there is here"),
    "signature": lambda: tr("it is not what the workstation has signed"),
}
_SHORT = 12


def _entry(origin: str, seq: int, reason: str, number: str) -> str:
    known = _WHAT.get(reason)
    what, place = reason if known is None else known(), origin[:_SHORT] or "\N{EM DASH}"
    if number:
        return tr(
            "The journal was altered: series {origin}, entry {seq}, case {number}: {what}.",
            origin=place,
            seq=seq,
            number=number,
            what=what,
        )
    # Translators: a series is all that one workstation wrote, in its order
    return tr(
        "The journal was altered: series {origin}, entry {seq}: {what}.",
        origin=place,
        seq=seq,
        what=what,
    )


def _reading(stream: str, reading: str, number: str) -> str:
    if number:
        return tr(
            "The list {reading} does not equal the journal, case {number}. Make the lists anew.",
            reading=reading,
            number=number,
        )
    return tr(
        "The list {reading} does not equal the journal ({stream}). Make the lists anew.",
        reading=reading,
        stream=stream[:_SHORT] or "\N{EM DASH}",
    )


def _file(digest: str, number: str) -> str:
    if number:
        return tr(
            "The file {digest} of case {number} was altered.", digest=digest[:_SHORT], number=number
        )
    return tr("The file {digest} was altered.", digest=digest[:_SHORT])


def _gone(digest: str, number: str) -> str:
    if number:
        return tr(
            "The file {digest} of case {number} was taken away from this workstation.",
            digest=digest[:_SHORT],
            number=number,
        )
    return tr("The file {digest} was taken away from this workstation.", digest=digest[:_SHORT])


SENTENCES: Mapping[str, Callable[..., str]] = {
    "entry_altered": _entry,
    "reading_altered": _reading,
    "file_altered": _file,
    "file_gone": _gone,
}
