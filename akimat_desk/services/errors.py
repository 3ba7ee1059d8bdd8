"""What the desk as a whole can refuse."""

from dataclasses import dataclass

from akimat_desk.domain.errors import RuleBroken, Unavailable


@dataclass(eq=False)
class OutputUnwritable(Unavailable):
    """The file a paper or report was asked into cannot be written."""

    file: str


@dataclass(eq=False)
class InputUnreadable(Unavailable):
    """The file to read from is not there, or may not be read."""

    file: str


@dataclass(eq=False)
class SavedListUnknown(RuleBroken):
    """Dropped meanwhile, or somebody else's."""


@dataclass(eq=False)
class SignInRefused(RuleBroken):
    """Login and password do not fit together; which of the two is wrong is not told."""


@dataclass(eq=False)
class SecretMistyped(RuleBroken):
    """It is neither a recovery key nor one of the head's codes: wrong length, sign or check."""


@dataclass(eq=False)
class ResetRefused(RuleBroken):
    """The code or key opens nothing here: used up, void, or of another workstation."""


@dataclass(eq=False)
class PasswordMissing(RuleBroken):
    """A password is needed and none was given."""


@dataclass(eq=False)
class PasswordTooShort(RuleBroken):
    limit: int


@dataclass(eq=False)
class ReceiptAltered(RuleBroken):
    """The text is no receipt of ours, or not the one that was signed."""

    reason: str


@dataclass(eq=False)
class StationUnknown(Unavailable):
    """Signed by a station whose key is not known here."""

    key_id: str


@dataclass(eq=False)
class ReceiptNotIssued(RuleBroken):
    """A copy was asked of a receipt that was never made."""

    number: str


@dataclass(eq=False)
class ReceiptUnchanged(RuleBroken):
    """A corrected receipt was asked, but the one that was given out says the same."""

    number: str


@dataclass(eq=False)
class NumberAmbiguous(RuleBroken):
    """Several cases bear this number; name the office too, as OFFICE:NUMBER."""

    number: str
    offices: tuple[str, ...]


@dataclass(eq=False)
class NumberShared(RuleBroken):
    """Several papers of this office bear the number: type the code of the receipt behind it, or
    name the case by its id where one receipt was entered twice."""

    number: str
    codes: tuple[str, ...]
    cases: tuple[str, ...]
