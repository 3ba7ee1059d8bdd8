"""An opened centre: its store, its key, its clock, and which life of the database this is."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from akimat_desk.central.clock import Clock, clock_of
from akimat_desk.central.errors import TrainingDiffers
from akimat_desk.central.files import FileStore
from akimat_desk.central.keys import server_key
from akimat_desk.central.store.database import Store, embedded
from akimat_desk.central.store.known_cards import KnownCards
from akimat_desk.central.store.register import Register
from akimat_desk.exchange import central_side
from akimat_desk.trust.signing import StationKey

_DATABASE, _WITNESS, _FILES = "central.db", "epoch", "files"
_TRAINING, _STARTS = "training", "starts"
_EPOCH_SIZE = 16


class Witness(msgspec.Struct, frozen=True):
    """What stands in the `epoch` file: a database behind it was put back from a copy."""

    starts: int
    epoch: str


class Centre:
    """What every request shares. One server process at a time serves a database."""

    def __init__(self, folder: Path, store: Store, *, is_training: bool) -> None:
        self.folder = folder
        self.store = store
        self.is_training = is_training
        self.key: StationKey = server_key(folder)
        self.files = FileStore(folder / _FILES)
        self.cards = KnownCards()
        self.clock: Clock = clock_of(is_training=is_training)
        self.random: Callable[[int], bytes] = os.urandom
        self.hands_on = True
        """Whether something may wait to be handed on; at first what a killed process left."""
        self._epoch: bytes | None = None

    def epoch(self) -> bytes:
        """Looked up once: as long as a server runs nobody else begins another."""
        if self._epoch is None:
            self._epoch = self.stored_epoch() or self.mint("created")
        return self._epoch

    def stored_epoch(self) -> bytes | None:
        with self.store.read() as connection:
            return Register(connection).epoch()

    def mint(self, reason: str) -> bytes:
        """Another life of the database begins: every desk compares from the start."""
        fresh = self.random(_EPOCH_SIZE)
        with self.store.write() as connection:
            register = Register(connection)
            register.begin_epoch(fresh, self.clock(), reason)
            starts = _starts(register)
        self._keep_witness(Witness(starts, fresh.hex()))
        self._epoch = fresh
        return fresh

    def start(self, put_back: Callable[[], None] = lambda: None) -> None:
        """Counts a start of the server, and begins an epoch where the database is an older one,
        `put_back` before it."""
        with self.store.write() as connection:
            register = Register(connection)
            epoch, starts = register.epoch(), _starts(register)
            register.set_value(_STARTS, str(starts + 1).encode())
        witness = self._witness()
        told = "" if epoch is None else epoch.hex()
        beside = None if witness is None else (witness.starts, witness.epoch)
        reason = central_side.reason_to_mint(told, starts, beside)
        if reason:
            put_back()
            self.mint(reason)
        else:
            self._keep_witness(Witness(starts + 1, told))

    def close(self) -> None:
        self.store.close()

    def _witness(self) -> Witness | None:
        try:
            return msgspec.json.decode((self.folder / _WITNESS).read_bytes(), type=Witness)
        except (OSError, msgspec.DecodeError):
            return None

    def _keep_witness(self, witness: Witness) -> None:
        draft = self.folder / f"{_WITNESS}.new"
        with draft.open("wb") as file:
            file.write(json.dumps(msgspec.to_builtins(witness)).encode())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / _WITNESS)


def open_centre(folder: Path, database: str = "", *, is_training: bool = False) -> Centre:
    """Makes folder and tables where there are none; raises TrainingDiffers, DatabaseUnsupported.

    Whether it is a training centre is decided once, when it is made.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    store = Store(database or embedded(folder / _DATABASE))
    with store.write() as connection:
        register = Register(connection)
        known = register.find_value(_TRAINING)
        if known is None:
            known = b"1" if is_training else b"0"
            register.set_value(_TRAINING, known)
    is_one = known == b"1"
    if is_training and not is_one:
        store.close()
        raise TrainingDiffers(is_training=is_one)
    return Centre(folder, store, is_training=is_one)


def _starts(register: Register) -> int:
    return int(register.find_value(_STARTS) or b"0")
