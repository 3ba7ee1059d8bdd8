"""Lets a workstation into the office's share by a stick: request, code, answer.

The code is made where somebody asks and typed where an administrator lets in. It closes both
files: a request that was put in between cannot be opened by it, and neither can such an answer.
"""

from pathlib import Path

import msgspec

from akimat_desk.domain.rights import role_for
from akimat_desk.exchange import bundles, desk_side
from akimat_desk.exchange.bundles import GRANT, REQUEST, FileFaulty, JoinGrant, JoinRequest
from akimat_desk.exchange.messages import Card, Directory, MessageUnreadable, pack, unpack
from akimat_desk.services.core import Core
from akimat_desk.services.exchange_answer import open_own_origin
from akimat_desk.services.share import certified, found_share
from akimat_desk.services.share_errors import JoinRefused, NotTheFounder
from akimat_desk.services.share_writing import signed_directory
from akimat_desk.storage import journal, share
from akimat_desk.storage.database import Connection
from akimat_desk.storage.share import Join
from akimat_desk.storage.share_folder import Folder
from akimat_desk.trust import boxes
from akimat_desk.trust.printed_keys import KeyMistyped, new_head_code, read_head_code
from akimat_desk.trust.signing import is_signed

LASTS = 7 * 24 * 3600 * 1000
_KIND = "share"
_MOST = 50
_ASKED, _ANSWERED = "akimat-join-", "akimat-answer-"
_NAME_BYTES = 4


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """`code` is read out or shown to the administrator; it lasts a week."""

    file: str
    code: str


class LetIn(msgspec.Struct, frozen=True, kw_only=True):
    """Who was let in; `mark_before` was given up where another workstation prints it."""

    station: str
    point: str
    mark: str
    is_mark_taken: bool


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """`stations` of the share, this one included."""

    stations: int
    mark: str
    mark_before: str


class Joining:
    """`ask` and `take` at the workstation that comes, `let_in` at the one that began the share."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def waiting(self) -> str:
        """The code of a request of ours that has no answer yet, or nothing."""
        with self._core.database.read() as connection:
            found = share.find_join(connection, _KIND)
        return "" if found is None else found.code

    def ask(self, folder: Path) -> Asked:
        """Writes the request; the same one as long as it is waited for. Raises NotAllowed,
        FolderUnreachable."""
        core = self._core
        role_for(core.actor, "account")
        with core.database.write() as connection:
            join = share.find_join(connection, _KIND)
            if join is None or core.clock.now() - join.at > LASTS:
                join = Join(
                    name=core.random(_NAME_BYTES).hex(),
                    code=new_head_code(core.random),
                    salt=core.random(boxes.SALT_BYTES),
                    at=core.clock.now(),
                )
                share.keep_join(connection, _KIND, join)
            request = pack(self._request(connection))
        key = boxes.key_of_code(read_head_code(join.code), join.salt)
        box = boxes.close(key, request, self._bound(REQUEST), core.random)
        name = f"{_ASKED}{join.name}.akm"
        self._folder(folder).write(
            name, bundles.wrapped(REQUEST, join.salt[: bundles.ID_BYTES], join.salt + box)
        )
        return Asked(file=name, code=join.code)

    def let_in(self, folder: Path, code: str) -> LetIn:
        """Certifies the workstation whose request the code opens, and writes the answer.

        Raises NotAllowed, NotTheFounder, JoinRefused, FolderUnreachable.
        """
        core, place = self._core, self._folder(folder)
        role_for(core.actor, "account")
        try:
            typed = read_head_code(code)
        except KeyMistyped:
            raise JoinRefused("code_mistyped") from None
        name, salt, request = self._found(place, typed)
        if request.is_training != core.identity.is_training:
            raise JoinRefused("training_differs")
        with core.database.write() as connection:
            granted = self._granted(connection, request)
        key = boxes.key_of_code(typed, salt)
        inner = boxes.close_for(request.public, pack(granted), self._bound(GRANT), core.random)
        box = boxes.close(key, inner, self._bound(GRANT), core.random)
        answer = name.replace(_ASKED, _ANSWERED)
        place.write(answer, bundles.wrapped(GRANT, salt[: bundles.ID_BYTES], box))
        place.drop(name)
        return LetIn(
            station=request.station,
            point=request.point,
            mark=request.mark,
            is_mark_taken=granted.is_mark_taken,
        )

    def take(self, folder: Path, shared: Path | None = None) -> Joined:
        """Takes the answer from the stick; `shared` is the folder looked into from now on.

        Raises NotAllowed, JoinRefused, FolderUnreachable.
        """
        core, place = self._core, self._folder(folder)
        role_for(core.actor, "account")
        with core.database.read() as connection:
            join = share.find_join(connection, _KIND)
        if join is None:
            raise JoinRefused("nothing_asked")
        name = f"{_ANSWERED}{join.name}.akm"
        data = place.read(name)
        if data is None:
            raise JoinRefused("no_answer")
        granted = self._opened(join, data)
        with core.database.write() as connection:
            before = journal.own_origin(connection).mark
            share.keep(connection, granted, "" if shared is None else str(shared.resolve()))
            share.drop_join(connection, _KIND)
            if granted.is_mark_taken:
                open_own_origin(core, connection, "mark_taken")
            mark = journal.own_origin(connection).mark
        place.drop(name)
        return Joined(stations=len(granted.directory.cards), mark=mark, mark_before=before)

    def _request(self, connection: Connection) -> JoinRequest:
        identity, own = self._core.identity, journal.own_origin(connection)
        return JoinRequest(
            station=identity.station,
            office=identity.office,
            public=self._core.station_key(connection).public,
            origin=own.origin,
            point=own.point,
            mark=own.mark,
            is_training=identity.is_training,
        )

    def _found(self, place: Folder, code: str) -> tuple[str, bytes, JoinRequest]:
        """The request that the code opens; raises JoinRefused with the best reason there is."""
        names = [name for name in sorted(place.listed()) if name.startswith(_ASKED)]
        reason = "no_request"
        for name in names[:_MOST]:
            try:
                body = bundles.unwrapped(place.read(name) or b"", REQUEST)
                salt = body[: boxes.SALT_BYTES]
                key = boxes.key_of_code(code, salt)
                plain = boxes.opened(key, body[boxes.SALT_BYTES :], self._bound(REQUEST))
                return name, salt, unpack(plain, JoinRequest)
            except FileFaulty as wrong:
                reason = wrong.reason
            except (boxes.BoxClosed, MessageUnreadable, ValueError):
                reason = "code_wrong"
        raise JoinRefused(reason)

    def _granted(self, connection: Connection, request: JoinRequest) -> JoinGrant:
        core = self._core
        row = share.find(connection) or found_share(core, connection)
        if row.founder != core.station_key(connection).public:
            raise NotTheFounder
        share.keep_own_marks(connection)
        is_free = share.keep_mark(connection, request.mark, request.origin)
        certificate = certified(core, connection, request.station, request.public, request.point)
        others = [card for card in row.directory.cards if card.certificate.public != request.public]
        plain = Directory(
            core.identity.office, row.release + 1, (*others, Card(certificate)), core.clock.now()
        )
        directory = signed_directory(core, connection, plain)
        share.keep_directory(connection, directory)
        return JoinGrant(
            share=row.share,
            key=row.key,
            founder=row.founder,
            certificate=certificate,
            directory=directory,
            is_mark_taken=not is_free,
        )

    def _opened(self, join: Join, data: bytes) -> JoinGrant:
        """Raises JoinRefused; the answer proves that its writer knew the code."""
        core = self._core
        try:
            box = bundles.unwrapped(data, GRANT, join.salt)
            key = boxes.key_of_code(read_head_code(join.code), join.salt)
            inner = boxes.opened(key, box, self._bound(GRANT))
            with core.database.read() as connection:
                owner = core.station_key(connection)
            granted = unpack(boxes.opened_by(owner, inner, self._bound(GRANT)), JoinGrant)
        except FileFaulty as wrong:
            raise JoinRefused(wrong.reason) from None
        except (boxes.BoxClosed, MessageUnreadable):
            raise JoinRefused("damaged") from None
        told = granted.certificate
        is_ours = (told.station, told.office, told.public) == (
            core.identity.station, core.identity.office, owner.public,
        )  # fmt: skip
        is_genuine = is_signed(granted.founder, told.signed_part(), told.signature)
        if not (is_ours and is_genuine) or not desk_side.genuine_directory(
            granted.directory, office=core.identity.office, server_public=granted.founder
        ):
            raise JoinRefused("forged")
        return granted

    def _bound(self, kind: bytes) -> bytes:
        return bundles.purpose(kind, self._core.identity.office)

    def _folder(self, folder: Path) -> Folder:
        return Folder(folder, self._core.identity.workspace_id[:16])
