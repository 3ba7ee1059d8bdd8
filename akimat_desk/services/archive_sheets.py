"""What the papers of files and archive say: readings made of the office's record."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from akimat_desk.domain import nomenclature
from akimat_desk.domain.archive_events import FileListed, VolumeNamed, VolumesArchived
from akimat_desk.domain.cases import Case
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.year_end import YearOpen, year_closed
from akimat_desk.services.core import Core
from akimat_desk.services.journal_names import journal_name
from akimat_desk.services.papers import letterhead
from akimat_desk.services.volumes import VolumeReading, Volumes
from akimat_desk.storage import journal

if TYPE_CHECKING:
    from akimat_desk.documents.archive_forms import CaseRow, VolumeSheet
    from akimat_desk.documents.archive_lists import (
        FileRow,
        FilesSheet,
        NomenclatureSheet,
        VolumeRow,
        YearSheet,
    )

Language = Literal["ky", "ru"]


class ArchiveSheets:
    """reportlab and its fonts take a while to load, so only who prints pays for it."""

    def __init__(self, core: Core, volumes: Volumes) -> None:
        self._core, self._volumes = core, volumes

    def common(self, office: Office, on: date, language: Language) -> dict[str, Any]:
        """What every paper says. Raises LetterheadMissing."""
        actor = self._core.actor
        with self._core.database.read() as connection:
            point = journal.own_origin(connection).point
        return {
            "office": letterhead(office, on),
            "made_on": on,
            "language": language,
            "point": point,
            "clerk": "" if actor is None else actor.short_name,
            "clerk_post": Bilingual(ky="") if actor is None else actor.post,
            "training": self._core.identity.is_training,
        }

    def volume_sheet(self, place: VolumeNamed, language: Language) -> "VolumeSheet":
        from akimat_desk.documents.archive_forms import VolumeSheet  # noqa: PLC0415

        found = self._volumes.one(place)
        volume, row = found.volume, found.row
        today = legal_day(self._core.clock.now())
        with self._core.read() as (connection, lens):
            cases = tuple(self._case_rows(connection, found))
            common = self.common(lens.office, today, language)
        return VolumeSheet(
            **common,
            year=volume.year,
            index=volume.index,
            volume=volume.number,
            cases=cases,
            sheets=volume.sheets,
            first_on=volume.first_on,
            last_on=volume.last_on,
            holder="" if row is None else row.holder,
            is_closed=volume.is_closed,
            **_of_row(row),
        )

    def _case_rows(self, connection: Any, found: VolumeReading) -> Iterable["CaseRow"]:
        from akimat_desk.documents.archive_forms import CaseRow  # noqa: PLC0415

        cases = found.volume.cases
        loaded = journal.load_each(connection, [uuid.UUID(one.case).bytes for one in cases])
        for one in cases:
            folded = loaded.get(uuid.UUID(one.case).bytes)
            case: Case | None = None if folded is None else folded.state
            # An erased case leaves its number and its sheets behind.
            known = case if case is not None and case.opened is not None else None
            yield CaseRow(
                number=one.number,
                closed_on=one.closed_on,
                sheets=one.sheets,
                registered_on=None if known is None else known.registered.registered_on,
                about="" if known is None else known.field("subject"),
                is_reopened=one.case in found.reopened,
            )

    def nomenclature_sheet(self, year: int, language: Language) -> "NomenclatureSheet":
        from akimat_desk.documents.archive_lists import (  # noqa: PLC0415
            FileRow,
            NomenclatureSheet,
        )

        today = legal_day(self._core.clock.now())
        volumes = [one.volume.index for one in self._volumes.of(year)]

        def told(row: FileListed) -> "FileRow":
            count = volumes.count(row.index)
            return FileRow(
                index=row.index,
                volumes=count,
                holder=row.holder,
                note=row.note,
                **_of_row(row),
            )

        with self._core.read() as (_, lens):
            rows = tuple(told(row) for row in nomenclature.files(lens.office, year).values())
            common = self.common(lens.office, today, language)
        return NomenclatureSheet(**common, year=year, rows=rows)

    def files_sheet(
        self,
        year: int,
        found: Sequence[VolumeReading],
        language: Language,
        *,
        on: date | None = None,
        act: VolumesArchived | None = None,
    ) -> "FilesSheet":
        from akimat_desk.documents.archive_lists import FilesSheet  # noqa: PLC0415

        with self._core.read() as (_, lens):
            day = on or legal_day(self._core.clock.now())
            common = self.common(lens.office, day, language)
        return FilesSheet(
            **common,
            year=year,
            rows=tuple(map(_volume_row, found)),
            archive="" if act is None else act.archive,
            taker="" if act is None else act.taker,
            ground="" if act is None else act.ground,
        )

    def year_sheet(self, year: int, language: Language) -> "YearSheet":
        from akimat_desk.documents.archive_lists import (  # noqa: PLC0415
            CarriedRow,
            SeriesRow,
            YearSheet,
        )

        with self._core.read() as (connection, lens):
            said = year_closed(lens.office, year)
            if said is None:
                raise YearOpen(year)
            common = self.common(lens.office, legal_day(self._core.clock.now()), language)
            streams = [uuid.UUID(one.case).bytes for one in said.carried]
            loaded = journal.load_each(connection, streams)
            carried = tuple(
                CarriedRow(
                    number=one.number,
                    registered_on=one.registered_on,
                    due_on=one.due_on,
                    holder=getattr(lens.office.find_staff(one.holder), "short_name", ""),
                    about=_about(loaded.get(stream)),
                )
                for one, stream in zip(said.carried, streams, strict=True)
            )
        journals = tuple(
            SeriesRow(
                journal=journal_name(one.journal, language),
                mark=one.mark,
                entries=one.entries,
                last=one.last,
            )
            for one in said.journals
        )
        return YearSheet(**common, year=year, journals=journals, carried=carried)


def _about(folded: Any) -> str:
    case: Case | None = None if folded is None else folded.state
    return "" if case is None or case.opened is None else case.field("subject")


def _of_row(row: FileListed | None) -> dict[str, Any]:
    """What papers say of a file's row, under the same names."""
    if row is None:
        return {"title": Bilingual(ky="")}
    return {
        "title": row.title,
        "years": row.years,
        "is_permanent": row.is_permanent,
        "to_confirm": row.to_confirm,
        "ground": row.ground,
    }


def _volume_row(found: VolumeReading) -> "VolumeRow":
    from akimat_desk.documents.archive_lists import VolumeRow  # noqa: PLC0415

    volume = found.volume
    return VolumeRow(
        year=volume.year,
        index=volume.index,
        volume=volume.number,
        first_on=volume.first_on,
        last_on=volume.last_on,
        cases=len(volume.cases),
        sheets=volume.sheets,
        **_of_row(found.row),
    )
