"""The papers of files and archive, drawn from what the office has said."""

import uuid
from collections.abc import Sequence
from typing import Any

import uuid_utils

from akimat_desk.domain.access_notes import CASE
from akimat_desk.domain.archive_events import VolumeNamed, VolumesArchived
from akimat_desk.domain.case_events import CaseClosed
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import CaseOpen, FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.volumes import VolumeUnknown, archived, filing, own_number
from akimat_desk.services.archive_sheets import ArchiveSheets, Language
from akimat_desk.services.core import Core
from akimat_desk.services.drawn import draws
from akimat_desk.services.papers import letterhead
from akimat_desk.services.volumes import Volumes
from akimat_desk.storage import journal
from akimat_desk.storage.projections import Lens

OF_VOLUME = ("inventory", "certifying", "cover")
OF_YEAR = ("nomenclature", "file-list", "journals", "carried")


class ArchivePapers:
    """reportlab and its fonts take a while to load, so only who prints pays for it."""

    def __init__(self, core: Core, volumes: Volumes) -> None:
        self._core, self._volumes = core, volumes
        self._sheets = ArchiveSheets(core, volumes)

    @draws("volume")
    def of_volume(self, which: str, place: VolumeNamed, language: Language = "ky") -> bytes:
        """`which` is one of OF_VOLUME; of an open volume too, the paper then says so.

        Raises FieldWrong, VolumeUnknown, LetterheadMissing, and what documents refuse.
        """
        from akimat_desk.documents import archive_cover, archive_forms  # noqa: PLC0415

        forms = {
            "inventory": archive_forms.inventory,
            "certifying": archive_forms.certifying,
            "cover": archive_cover.cover,
        }
        if which not in forms:
            raise FieldWrong("paper", "unknown")
        return forms[which](self._sheets.volume_sheet(place, language))

    @draws("file-list")
    def of_year(self, which: str, year: int, language: Language = "ky") -> bytes:
        """`which` is one of OF_YEAR. Raises FieldWrong, YearOpen, LetterheadMissing, and what
        documents refuse, PartMissing for a list without rows among it."""
        from akimat_desk.documents import archive_lists  # noqa: PLC0415

        match which:
            case "nomenclature":
                return archive_lists.nomenclature(self._sheets.nomenclature_sheet(year, language))
            case "file-list":
                found = self._volumes.of(year)
                return archive_lists.file_list(self._sheets.files_sheet(year, found, language))
            case "journals":
                return archive_lists.journals(self._sheets.year_sheet(year, language))
            case "carried":
                return archive_lists.carried(self._sheets.year_sheet(year, language))
            case _:
                raise FieldWrong("paper", "unknown")

    def hand_over(
        self, volumes: Sequence[VolumeNamed], archive: str, *, taker: str = "", ground: str = ""
    ) -> str:
        """Closed volumes go to an archive; gives the id of the act.

        Raises FieldWrong, VolumeUnknown.
        """
        named = " ".join(archive.split())
        if not named:
            raise FieldWrong("archive", "empty")
        if not volumes:
            raise FieldWrong("volumes", "empty")
        for place in volumes:
            self._demand_closed(place)
        with self._core.write("volumes") as writing:
            before = archived(writing.office)
            if any(place in before for place in volumes):
                raise FieldWrong("volumes", "archived")
            act = VolumesArchived(
                act=str(uuid_utils.uuid7()),
                drawn_on=legal_day(self._core.clock.now()),
                volumes=tuple(volumes),
                archive=named,
                taker=" ".join(taker.split()),
                ground=" ".join(ground.split()),
            )
            writing.append_office(act)
        return act.act

    @draws("archive-act")
    def archive_act(self, act: str, language: Language = "ky") -> bytes:
        """The act of a hand-over, on the day it was drawn. Raises FieldWrong, and what documents
        refuse."""
        from akimat_desk.documents import archive_lists  # noqa: PLC0415

        with self._core.read() as (_, lens):
            told: Any = next((one for one in lens.office.all("archived") if one.act == act), None)
        if told is None:
            raise FieldWrong("act", "unknown")
        found = [self._volumes.one(place) for place in told.volumes]
        year = told.drawn_on.year
        sheet = self._sheets.files_sheet(year, found, language, on=told.drawn_on, act=told)
        return archive_lists.archive_act(sheet)

    @draws("selection")
    def selection(self, language: Language = "ky") -> bytes:
        """A draft for the commission of what may be looked at; nothing follows from it.

        Raises PartMissing where no established term has passed.
        """
        from akimat_desk.documents import archive_lists  # noqa: PLC0415

        today = legal_day(self._core.clock.now())
        found = self._volumes.selectable()
        return archive_lists.selection(self._sheets.files_sheet(today.year, found, language))

    @draws("file-label", CASE, "case_id")
    def label(self, case_id: str, language: Language = "ky") -> bytes:
        """Which file the paper of an ended case goes into.

        Raises CaseOpen, and PartMissing where no file was named.
        """
        from akimat_desk.documents.archive_cover import FileLabel, file_label  # noqa: PLC0415

        where = self._volumes.where(case_id)
        with self._core.read() as (connection, lens):
            case: Case = journal.load(connection, uuid.UUID(case_id).bytes).state
            found = filing(case_id, case, lens.office_id)
            if found is None:
                raise CaseOpen(own_number(case, lens.office_id))
            office = letterhead(lens.office, found.case.closed_on)
            outcome = self._outcome(lens, case)
        told = FileLabel(
            office=office.name,
            number=found.case.number,
            index=found.index if where is None else where.volume.index,
            closed_on=found.case.closed_on,
            language=language,
            outcome=outcome,
            sheets=found.case.sheets,
            # Where an open volume will end nobody knows yet.
            volume=where.volume.number if where is not None and where.volume.is_closed else 0,
            training=self._core.identity.is_training,
        )
        return file_label(told)

    def _outcome(self, lens: Lens, case: Case) -> Bilingual:
        ending = case.ending_at(lens.office_id)
        if ending is None or not isinstance(ending.event, CaseClosed):
            return Bilingual(ky="")
        name: Bilingual = (
            self._core.shelf.catalogues(lens.office).outcomes.row(ending.event.outcome).name
        )
        return name

    def _demand_closed(self, place: VolumeNamed) -> None:
        if not self._volumes.one(place).volume.is_closed:
            raise VolumeUnknown(place.year, place.index, place.volume)
