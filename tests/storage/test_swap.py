"""One workspace in the place of another: at every moment of a cut the next start makes it whole."""

import itertools
from pathlib import Path

import pytest

from akimat_desk.storage import swap
from akimat_desk.storage.workspace import DATABASE, FILES, KEYS

NAMES = (DATABASE, KEYS, FILES)


def made(folder: Path, word: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DATABASE).write_text(word)
    (folder / KEYS).write_text(word)
    (folder / FILES).mkdir()
    (folder / FILES / "one").write_text(word)


def words(folder: Path) -> set[str]:
    found = {(folder / name).read_text() for name in (DATABASE, KEYS)}
    return found | {(folder / FILES / "one").read_text()}


def test_the_new_one_is_in_place_and_the_old_one_is_kept(tmp_path):
    made(tmp_path, "old")
    for ending in ("-wal", "-shm"):
        (tmp_path / f"{DATABASE}{ending}").write_text("old log")
    made(swap.incoming(tmp_path), "new")
    aside = swap.swap(tmp_path, "before")
    assert words(tmp_path) == {"new"}
    assert aside is not None
    assert words(aside) == {"old"}
    assert (aside / f"{DATABASE}-wal").read_text() == "old log"
    assert not list(tmp_path.glob(f"{DATABASE}-*")), "an old log never meets a new database"
    assert {path.name for path in tmp_path.iterdir()} <= {*NAMES, "before", "workspace.lock"}


def test_where_nothing_was_nothing_is_kept_aside(tmp_path):
    made(swap.incoming(tmp_path), "new")
    assert swap.swap(tmp_path, "before") is None
    assert words(tmp_path) == {"new"}


@pytest.mark.parametrize("has_old", [True, False])
def test_a_cut_after_any_number_of_steps_is_ended_by_the_next_start(tmp_path, has_old):
    for cut in itertools.count():
        folder = tmp_path / str(cut)
        if has_old:
            made(folder, "old")
            (folder / f"{DATABASE}-wal").write_text("old log")
        made(swap.incoming(folder), "new")
        done = _cut_after(folder, cut, has_old=has_old)
        swap.finish(folder)
        assert words(folder) == {"new"}
        assert not (folder / f"{DATABASE}-wal").exists()
        if has_old:
            assert words(folder / "before") == {"old"}
        if done:
            break


def _cut_after(folder: Path, steps: int, *, has_old: bool) -> bool:
    """The state that a cut leaves after so many steps of the way, made by hand."""
    (folder / "swap.txt").write_text("before")
    ready, aside = folder / "incoming", folder / "before"
    moves = []
    if has_old:
        moves += [(folder / one, aside / one) for one in (*NAMES, f"{DATABASE}-wal")]
    moves += [(ready / one, folder / one) for one in NAMES]
    for source, target in moves[:steps]:
        target.parent.mkdir(exist_ok=True)
        source.replace(target)
    return steps >= len(moves)
