"""A desk put back from a copy enrols once more; what it had sent before it was lost comes back."""

from pathlib import Path

from central.direct_line import PASSWORD, Direct, centre_in, desk_in, join, numbers, register

from akimat_desk.central import folding
from akimat_desk.services.desk import open_desk
from akimat_desk.services.restoring import Opening, Place, restore


def test_one_enrolment_and_nothing_sent_is_lost_and_nothing_unsent_doubled(tmp_path: Path) -> None:
    centre = centre_in(tmp_path / "centre")
    line = Direct(centre)
    lost = desk_in(tmp_path / "lost", line)
    register(lost, 2, "before")
    lost.exchange.sync()
    register(lost, 2, "unsent in the copy")
    made = lost.backups.make(tmp_path / "stick")
    register(lost, 3, "after the copy")
    lost.exchange.sync()
    sent = numbers(lost)
    lost.close()
    place = Place(backup=Path(made.file), folder=tmp_path / "back", witness=tmp_path / "witness")
    done = restore(place, Opening(login="admin", password=PASSWORD))
    assert done.server == "here"
    back = open_desk(tmp_path / "back", password=PASSWORD)
    fresh = register(back, 2, "meanwhile")
    assert not set(fresh) & set(sent)
    join(back, line)
    for _ in range(3):
        back.exchange.sync()
    assert numbers(back) == sorted([*sent, *fresh])
    assert back.exchange.state().unsent == 0
    assert folding.digest(centre.store, back.office.id).hex() == back.integrity.digest()
    back.integrity.verify()
    back.close()
    centre.close()
