"""What a centre can refuse; the codes go over the wire and out of the command line alike."""

from dataclasses import dataclass

from akimat_desk.domain.errors import Conflict, DeskError, IntegrityBroken, RuleBroken, Unavailable


@dataclass(eq=False)
class RequestUnreadable(RuleBroken):
    """The bytes are no message of this version."""

    reason: str


@dataclass(eq=False)
class OfficeUnknown(RuleBroken):
    """No such office at this centre; `office add` comes first."""

    office: str


@dataclass(eq=False)
class OfficeExists(RuleBroken):
    office: str


@dataclass(eq=False)
class CodeWrong(RuleBroken):
    """No such code of this office, or it was used or is too old; which of them is not told."""


@dataclass(eq=False)
class TooManyTries(Unavailable):
    """Too many wrong codes in this hour."""


@dataclass(eq=False)
class StationNotCertified(RuleBroken):
    """The key that signed the request belongs to no station of this office."""


@dataclass(eq=False)
class StationRevoked(RuleBroken):
    """The station was revoked: it neither pushes nor pulls."""


@dataclass(eq=False)
class StationMissing(RuleBroken):
    """No station of that id."""

    station: str


@dataclass(eq=False)
class MarkTaken(Conflict):
    """Another origin of the office prints this mark."""

    mark: str


@dataclass(eq=False)
class TrainingDiffers(RuleBroken):
    """Training stations belong to a training centre, real ones to a real one."""

    is_training: bool


@dataclass(eq=False)
class OriginOfAnother(RuleBroken):
    """The origin that is named belongs to another station."""


@dataclass(eq=False)
class FolderInUse(Unavailable):
    """Another server works in this folder."""

    folder: str


@dataclass(eq=False)
class AddressTaken(Unavailable):
    """Nothing can listen at this address: it is in use or not ours."""

    host: str
    port: int


@dataclass(eq=False)
class CertificateUnusable(RuleBroken):
    """The certificate or its key cannot be read, or they are no pair; `reason` says what."""

    reason: str


@dataclass(eq=False)
class SecretOnCommandLine(RuleBroken):
    """A password in an argument is seen by everybody on the machine: a variable or file takes it.

    `variable` is the one to use.
    """

    variable: str


@dataclass(eq=False)
class SecretUnreadable(RuleBroken):
    """The file that a variable names cannot be read."""

    variable: str


@dataclass(eq=False)
class DatabaseUnsupported(RuleBroken):
    """No driver for such a database is known."""

    scheme: str


@dataclass(eq=False)
class DatabaseFailed(Unavailable):
    """The database did not do what was asked; nothing of it was kept."""

    detail: str


@dataclass(eq=False)
class PublicationUnreadable(RuleBroken):
    """The file is nothing that can be published; `reason`: file, length, json, kind, name, words"""

    reason: str


@dataclass(eq=False)
class PublicationFaulty(RuleBroken):
    """What has findings is not published; each is "code where"."""

    kind: str
    id: str
    findings: tuple[str, ...]


@dataclass(eq=False)
class PublicationOlder(RuleBroken):
    """This release or a later one was published before, and it is another one."""

    kind: str
    id: str
    release: int


@dataclass(eq=False)
class FilePassWrong(RuleBroken):
    """No pass, one that ran out, or one of another office; the next exchange gives a fresh one."""


@dataclass(eq=False)
class FileNotNamed(RuleBroken):
    """No entry of this office names such a file: it is neither taken in nor given out."""

    file: str


@dataclass(eq=False)
class FileNotHere(RuleBroken):
    """An entry names the file, but its bytes have not come, or not all of them."""

    file: str


@dataclass(eq=False)
class FilePlaceWrong(Conflict):
    """The piece does not begin where the file ends here; `offset` is where it does."""

    file: str
    offset: int


@dataclass(eq=False)
class FileDiffers(RuleBroken):
    """What came is not what its name says, or longer than a file may be; it was dropped."""

    file: str


@dataclass(eq=False)
class UserExists(RuleBroken):
    """The login was given before; it is never given to somebody else."""

    login: str


@dataclass(eq=False)
class UserMissing(RuleBroken):
    """Nobody of that login works here, or no longer."""

    login: str


@dataclass(eq=False)
class SignInRefused(RuleBroken):
    """The login is unknown or ended, or the password is another one; which is not told."""


@dataclass(eq=False)
class NotSignedIn(RuleBroken):
    """No session, or one that has ended."""


@dataclass(eq=False)
class NotPermitted(RuleBroken):
    """The role does not allow it, or the office lies outside the user's territory."""

    action: str


@dataclass(eq=False)
class FormStale(RuleBroken):
    """The form was not made for this session and this step: it is opened anew."""


@dataclass(eq=False)
class LineNotSafe(RuleBroken):
    """A password is taken over TLS alone, or at the machine itself."""


@dataclass(eq=False)
class UploadMissing(RuleBroken):
    """What was looked at is no longer here: a day passed, or it was published."""


@dataclass(eq=False)
class AuditAltered(IntegrityBroken):
    """A line of what administrators did is not what was written, or is missing; from `number`."""

    number: int


@dataclass(eq=False)
class ReceivedAltered(IntegrityBroken):
    """An entry the centre holds, its place or its body is not what was received; says where."""

    office: str
    origin: str
    seq: int
    reason: str


@dataclass(eq=False)
class HeldAltered(IntegrityBroken):
    """A row or a file that the centre keeps beside the entries is not what they say."""

    office: str
    table: str
    key: str


STATUS: dict[type[DeskError], int] = {
    RequestUnreadable: 400,
    OfficeUnknown: 404,
    CodeWrong: 403,
    TooManyTries: 429,
    StationNotCertified: 403,
    StationRevoked: 403,
    MarkTaken: 409,
    TrainingDiffers: 403,
    OriginOfAnother: 403,
    FilePassWrong: 403,
    FileNotNamed: 404,
    FileNotHere: 404,
    FilePlaceWrong: 409,
    FileDiffers: 409,
    NotSignedIn: 401,
    SignInRefused: 403,
    NotPermitted: 403,
    FormStale: 403,
    LineNotSafe: 403,
    UploadMissing: 404,
    OfficeExists: 409,
    StationMissing: 404,
    PublicationUnreadable: 400,
    PublicationFaulty: 409,
    PublicationOlder: 409,
}


def status_of(wrong: DeskError) -> int:
    """What HTTP says of a refusal; an unlisted one is for later."""
    return STATUS.get(type(wrong), 503)
