"""What a matter for official use only or a secret one is called: rows still to be confirmed."""

from functools import cache

import msgspec

from akimat_desk.domain.applications import Application
from akimat_desk.domain.catalogues import Row, parse_rows
from akimat_desk.paths import RESOURCES


@cache
def marks() -> tuple[Row, ...]:
    """In the order in which the form offers them."""
    return parse_rows(msgspec.json.decode((RESOURCES / "secrecy.json").read_bytes()), Row).rows


def shown_as(told: Application) -> str:
    """What stands where others have their subject: the mark, in the language of the paper."""
    named = next((row.name for row in marks() if row.id == told.secrecy), None)
    return "" if named is None else named[told.language]
