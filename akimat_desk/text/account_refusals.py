"""Why somebody cannot sign in, set a password anew, erase a matter or tell of one, in words."""

from collections.abc import Callable, Mapping

from akimat_desk.text.catalogue import tr, tr_many

_LONG_S = 90


def _too_soon(seconds: int) -> str:
    if seconds > _LONG_S:
        return tr_many(
            "Too many wrong passwords or codes. Try again in {count} minute.",
            "Too many wrong passwords or codes. Try again in {count} minutes.",
            -(-seconds // 60),
        )
    return tr_many(
        "Too many wrong passwords or codes. Try again in {count} second.",
        "Too many wrong passwords or codes. Try again in {count} seconds.",
        seconds,
    )


SENTENCES: Mapping[str, Callable[..., str]] = {
    "erasure_not_by_head": lambda login: tr(
        "Only a head of the office orders an erasure; {login} is none today.", login=login
    ),
    "guess_too_soon": _too_soon,
    "secret_mistyped": lambda: tr(
        "This is neither a head's code nor a recovery key. Type it as it is printed."
    ),
    "content_not_taken": lambda secrecy, what: tr(  # noqa: ARG005
        "This matter is for official use only or secret: number, day, sheets and holder are"
        " entered, nothing of its content is typed, scanned or written here."
    ),
    "reset_refused": lambda: tr(
        "This code opens nothing at this workstation: it was used already, or new ones were"
        " printed since, or it belongs to another workstation."
    ),
}
