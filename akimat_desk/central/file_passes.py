"""The word that lets a station carry its office's files for the hour after an exchange."""

import msgspec

from akimat_desk.central.centre import Centre
from akimat_desk.exchange.messages import FilePass
from akimat_desk.trust.signing import is_signed

PASS_LASTS = 3600 * 1000


def file_pass(centre: Centre, office: str, station: str) -> FilePass:
    plain = FilePass(office, station, centre.clock() + PASS_LASTS)
    return msgspec.structs.replace(plain, signature=centre.key.sign(plain.signed_part()))


def is_good(centre: Centre, shown: FilePass) -> bool:
    """Ours, and not run out."""
    if shown.until < centre.clock():
        return False
    return is_signed(centre.key.public, shown.signed_part(), shown.signature)
