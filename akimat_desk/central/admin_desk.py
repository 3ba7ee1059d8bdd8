"""What a signed-in administrator may ask of the centre; each call demands the right itself."""

import base64
from collections.abc import Mapping
from typing import Final

import msgspec

from akimat_desk.central import audit, enrolment, publishing, users
from akimat_desk.central.access import User, covers, demand, office_name, territories
from akimat_desk.central.audit import Doer
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import SignInRefused, UploadMissing
from akimat_desk.central.publishing import Found
from akimat_desk.central.store.audit_lines import AuditLine
from akimat_desk.central.store.contacts import heard
from akimat_desk.central.store.database import Connection
from akimat_desk.central.store.publications import Line
from akimat_desk.central.store.register import Register
from akimat_desk.central.store.stations import Stations
from akimat_desk.central.store.status_rows import Contacts
from akimat_desk.central.store.uploads import Uploads
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.territories import OfficeId
from akimat_desk.exchange.messages import Publication
from akimat_desk.trust.signing import key_id

UPLOAD_LASTS: Final = 24 * 3600 * 1000


class OfficeLine(msgspec.Struct, frozen=True, kw_only=True):
    """`contact_at` is when a desk of it was last heard of, None for never."""

    office: str
    place: Bilingual
    stations: int
    revoked: int
    contact_at: int | None


class StationLine(msgspec.Struct, frozen=True, kw_only=True):
    """`heard_at`: when entries of its own last came."""

    station: str
    point: str
    key: str
    certified_at: int
    revoked_at: int | None
    heard_at: int | None


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """An upload that was looked at; only one without findings waits under `id`."""

    id: str
    kind: str
    name: str
    release: int
    present: int
    office: str
    findings: tuple[str, ...]


class AdminDesk:
    """Reads for the user's territory, writes with a line of the audit in the same transaction."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre

    def offices(self, user: User) -> list[OfficeLine]:
        demand(user, "see")
        with self.centre.store.read() as connection:
            return [
                _office_line(connection, office)
                for office in Register(connection).offices()
                if covers(user.territory, office)
            ]

    def add_office(self, user: User, text: str, address: str) -> str:
        """Raises OfficeIdWrong, OfficeExists, NotPermitted."""
        text = text.strip()
        office = str(OfficeId.parse(text, territories(), names=Bilingual(ky=text, ru=text)))
        demand(user, "add_office", office)
        enrolment.add_office(self.centre, office, Doer(user.login, address))
        return office

    def stations(self, user: User, office: str) -> tuple[OfficeLine, list[StationLine]]:
        """Raises NotPermitted, OfficeUnknown."""
        demand(user, "see", office)
        with self.centre.store.read() as connection:
            enrolment.demand_office(connection, office)
            spoke = heard(connection, office)
            lines = [
                StationLine(
                    station=card.certificate.station,
                    point=card.certificate.point,
                    key=key_id(card.certificate.public).hex(),
                    certified_at=card.certificate.at,
                    revoked_at=card.revoked_at,
                    heard_at=spoke.get(card.certificate.station),
                )
                for card in Stations(connection, office).cards()
            ]
            return _office_line(connection, office), lines

    def new_code(self, user: User, office: str, station: str, address: str) -> str:
        """Raises NotPermitted, OfficeUnknown, StationMissing."""
        demand(user, "make_code", office)
        return enrolment.new_code(self.centre, office, station, Doer(user.login, address))

    def revoke(self, user: User, office: str, station: str, address: str) -> None:
        """In this office alone. Raises NotPermitted, StationMissing."""
        demand(user, "revoke_station", office)
        enrolment.revoke(self.centre, station, office, Doer(user.login, address))

    def published(self, user: User) -> list[Line]:
        """To all offices, and to those of the territory."""
        demand(user, "see")
        return [
            line
            for line in publishing.published(self.centre)
            if not line.office or covers(user.territory, line.office)
        ]

    def check(self, user: User, files: Mapping[str, bytes], office: str) -> Checked:
        """Kept for a day where nothing speaks against it.

        Raises NotPermitted, PublicationUnreadable, OfficeUnknown.
        """
        _demand_publisher(user, office)
        found = publishing.examined(self.centre, files, office)
        named = "" if found.findings else base64.b16encode(self.centre.random(16)).decode()
        if named:
            with self.centre.store.write() as connection:
                packed = msgspec.msgpack.encode(found)
                Uploads(connection).keep(named, user.login, office, self.centre.clock(), packed)
        return Checked(
            id=named, kind=found.kind, name=found.id, release=found.release, office=office,
            present=publishing.present(self.centre, found, office), findings=found.findings,
        )  # fmt: skip

    def publish(self, user: User, upload: str, address: str) -> Publication:
        """Raises NotPermitted, UploadMissing, PublicationOlder."""
        centre = self.centre
        demand(user, "publish")
        with centre.store.read() as connection:
            kept = Uploads(connection).find(upload, user.login, centre.clock() - UPLOAD_LASTS)
        if kept is None:
            raise UploadMissing
        office, packed = kept
        _demand_publisher(user, office)
        found = msgspec.msgpack.decode(packed, type=Found)
        done = publishing.publish_found(centre, found, office, Doer(user.login, address))
        with centre.store.write() as connection:
            Uploads(connection).drop(upload)
        return done

    def audit(self, user: User, before: int = 0) -> list[AuditLine]:
        demand(user, "see_audit")
        return audit.newest(self.centre, user, before)

    def change_password(self, user: User, known: str, wished: str, address: str) -> None:
        """Ends every session of the user. Raises SignInRefused, TooManyTries, FieldWrong."""
        demand(user, "own_password")
        users.demand_password(user.login, wished)
        if users.proven(self.centre, user.login, known, address).login != user.login:
            raise SignInRefused
        users.set_password(self.centre, user.login, wished, Doer(user.login, address))


def _demand_publisher(user: User, office: str) -> None:
    """To all offices only who is there for the whole republic. Raises NotPermitted."""
    demand(user, "publish", office)


def _office_line(connection: Connection, office: str) -> OfficeLine:
    cards = Stations(connection, office).cards()
    return OfficeLine(
        office=office,
        place=office_name(office),
        stations=sum(card.revoked_at is None for card in cards),
        revoked=sum(card.revoked_at is not None for card in cards),
        contact_at=Contacts(connection, office).last() or None,
    )
