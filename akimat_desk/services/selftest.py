"""Proves on the spot that this installation can do its work, in a folder thrown away after."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.clock import SystemClock
from akimat_desk.services.desk import Setup, make_workspace, opened
from akimat_desk.services.staff import StaffTold
from akimat_desk.trust.wraps import Cost

# Any listed district will do; nothing of the office itself is touched.
_OFFICE = "41706242000000"
_NAME = Bilingual(ky="Selftest", ru="Selftest")
_CHEAP = Cost(memory_kib=64, time=1)


def run() -> Iterator[str]:
    """One step after the other, by a stable name; raises what went wrong."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Path(folder) / "desk"
        setup = Setup(
            office=_OFFICE,
            is_training=True,
            password="only for this test",  # noqa: S106 - of a workspace that is gone at once
            admin_post=_NAME,
        )
        make_workspace(place, setup, clock=SystemClock(), cost=_CHEAP)
        yield "workspace"
        with opened(place, password=setup.password, clock=SystemClock()) as desk:
            desk.office.add_staff(
                StaffTold(
                    login="official",
                    surname="Selftest",
                    given="Official",
                    post_ky=_NAME.ky,
                    post_ru=_NAME.ru,
                )
            )
            desk.office.set_responsible("official")
            desk.office.set_letterhead(address=_NAME, phone="0")
            done = desk.registration.register(_application())
            yield "registration"
            for language in ("ky", "ru"):
                desk.papers.receipt(done.case, language=language)
            yield "receipts"
            desk.integrity.verify()
            yield "journal"
            desk.integrity.rebuild()
            desk.integrity.verify()
            yield "readings"


def _application() -> dict[str, object]:
    return {
        "kind": "application",
        "channel": "in_person",
        "language": "ky",
        "subject": "Selftest \u04a3 \u04e9 \u04af",
        "applicant": {"person": {"surname": "Selftest", "given": "Applicant"}},
    }
