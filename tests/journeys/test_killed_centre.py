"""kill -9 of the server while desks push, on both of its databases: nothing acknowledged is lost.

All fifty kills of each: AKIMAT_LONG=1 python -m pytest tests/journeys/test_killed_centre.py
"""

import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from central.databases import KINDS
from journeys.real_centre import working_desk
from journeys.standing_centre import StandingCentre
from journeys.test_sync import APPLICATION, demand_level

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import Desk
from akimat_desk.storage import exchange

pytestmark = pytest.mark.journey
KILLS = 50 if os.environ.get("AKIMAT_LONG") else 2
EACH = 120
LONGEST = 0.5


@pytest.fixture(params=KINDS)
def centre(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[StandingCentre]:
    made = StandingCentre(tmp_path / "centre", request.param)
    yield made
    made.kill()


def test_nothing_acknowledged_is_lost_however_often_the_server_is_killed(tmp_path, centre) -> None:
    chance, cut, turn = random.Random(50), 0, 0
    longest = LONGEST
    with working_desk(tmp_path / "one", centre) as one:
        while cut < KILLS and turn < 10 * KILLS:
            told = [{**APPLICATION, "subject": f"Жайыт {turn} {n}"} for n in range(EACH)]
            one.registration.register_group(told)
            blow = threading.Timer(chance.random() * longest, centre.kill)
            blow.start()
            try:
                one.exchange.sync()
                # The exchange was over before the blow: on a quick machine it has to fall sooner.
                longest = max(0.02, longest / 2)
            except DeskError:
                cut += 1
            turn += 1
            blow.join()
            promised = acknowledged(one)
            centre.start()
            assert centre.run("verify")["entries"] >= promised
        one.exchange.sync()
        assert cut == KILLS, "the kills did not come in time"
        demand_level(centre, one)
        assert len(one.cases.newest(limit=99_999)) == EACH * turn


def acknowledged(desk: Desk) -> int:
    """Entries that the server's own signed receipts cover."""
    with desk.core.database.read() as connection:
        return sum(one.seq for one in exchange.receipts(connection, desk.core.identity.station))
