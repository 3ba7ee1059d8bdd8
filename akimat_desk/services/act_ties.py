"""What whoever is signed in has to do with the cases that acts were issued on."""

from collections.abc import Iterable

from akimat_desk.domain.case_rights import Tie, tie
from akimat_desk.domain.cases import Case
from akimat_desk.domain.moments import legal_day
from akimat_desk.services.core import Core
from akimat_desk.storage import bulk
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens


def ties_of(
    core: Core, connection: Connection, lens: Lens, streams: Iterable[bytes]
) -> dict[bytes, Tie]:
    """By the stream; what is no case has none."""
    actor, today = core.actor, legal_day(core.clock.now())
    wanted = tuple(dict.fromkeys(streams))
    if actor is None:
        return {}
    return {
        stream: tie(folded.state, actor, lens.office, today)
        for stream, folded in bulk.folds(connection, wanted)
        if isinstance(folded.state, Case) and folded.state.opened is not None
    }
