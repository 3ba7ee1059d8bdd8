"""Work off the window's thread: lanes of one thread each, answers back on the window's thread."""

import sys
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, Final, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from akimat_desk.ui.collector import Collector
from akimat_desk.ui.heavy import Heavy, HeavyWork

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from akimat_desk.domain.errors import DeskError

Answer = TypeVar("Answer")
Failed = Callable[["DeskError"], None]

# Measured (house.md 3.7): with the default of 5 ms a busy worker makes repainting twenty times
# slower; half a millisecond costs the worker little.
SWITCH_INTERVAL: Final = 0.0005


class Lane(Enum):
    """READ has a connection of its own; WRITE keeps the order; NETWORK may wait for minutes.

    LONG is for reading that takes seconds (verify, export): typing never waits behind it.
    FILES reads what lies outside the workspace: a share that hangs keeps nothing else waiting.
    """

    READ = "read"
    WRITE = "write"
    NETWORK = "network"
    LONG = "long"
    FILES = "files"


@dataclass(slots=True)
class _Ticket:
    """What stays on the window's side: the worker carries only the number.

    Callbacks and `work` may hold widgets, and a widget whose last reference dies on a worker is
    destroyed there; so the last reference to all of them is kept here.
    """

    work: Callable[[], Any] | None
    done: Callable[[Any], None]
    failed: Failed | None
    owner: "weakref.ref[QObject]"
    lane: Lane
    key: tuple[int, str] | None = None
    future: "Future[Any] | None" = field(default=None)

    @property
    def has_listener(self) -> bool:
        owner = self.owner()
        return owner is not None and shiboken6.isValid(owner)


class Background(QObject):
    """The only threads of the program.

    `refused` carries refusals nobody named a `failed` for; a write that was refused after its
    window had closed is among them. Anything but a DeskError is a bug and is raised on the
    window's thread, where the crash hook meets it.
    """

    refused = Signal(object)
    closing = Signal()
    """The program ends or somebody signs out: long work should stop (ui/progress.py does)."""
    _answered = Signal(int, object)

    def __init__(self, *, interrupt: Callable[[int], None] | None = None) -> None:
        """`interrupt(thread)` stops the query that the READ lane's thread is in; it is called
        from this thread."""
        super().__init__()
        sys.setswitchinterval(SWITCH_INTERVAL)
        self._interrupt = interrupt
        self._numbers = count(1)
        self._tickets: dict[int, _Ticket] = {}
        self._newest: dict[tuple[int, str], int] = {}
        self._watched: set[int] = set()
        self._is_closed = False
        self._lock = threading.Lock()
        self._reading: int | None = None
        self._reader = 0
        self._executors: dict[Lane, ThreadPoolExecutor] = {}
        self._heavy = HeavyWork(self)
        self._collector = Collector(self)
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def is_closed(self) -> bool:
        return self._is_closed

    def run(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        *,
        owner: QObject,
        failed: Failed | None = None,
        lane: Lane = Lane.READ,
        key: str | None = None,
    ) -> None:
        """`work` holds services and plain values, never a widget.

        Under a `key` the newest request of an owner wins: an older one that still waits is
        dropped, one that runs is interrupted and its answer is not delivered. Writes are never
        dropped. When the owner is gone nobody is called. After `close` questions are dropped.
        """
        if self._is_closed and lane is not Lane.WRITE:
            return
        number = next(self._numbers)
        named = (id(owner), key) if key is not None and lane is not Lane.WRITE else None
        if named is not None:
            self._supersede(named, number)
        ticket = _Ticket(work, done, failed, weakref.ref(owner), lane, named)
        self._tickets[number] = ticket
        self._watch(owner)
        ticket.future = self._executor(lane).submit(self._perform, number)
        ticket.future.add_done_callback(partial(self._report, number))

    def run_heavy(
        self,
        function: Callable[..., Answer],
        args: tuple[object, ...],
        done: Callable[[Answer], None],
        progress: Callable[[object], None],
        owner: QObject,
        failed: Failed | None = None,
    ) -> Heavy:
        """In a process of its own; `function(*args, report)` and its answer must be picklable.

        What `function` gives to `report` reaches `progress`. `Heavy.cancel()` ends the process.
        """
        return self._heavy.start(function, args, done, progress, owner, failed or self.refused.emit)

    @property
    def is_idle(self) -> bool:
        return not self._tickets

    def close(self) -> None:
        """Waits for what runs, finishes the writes, drops the rest."""
        self._is_closed = True
        self.closing.emit()
        self._heavy.close()
        for lane in Lane:
            self._executor(lane).shutdown(wait=True, cancel_futures=lane is not Lane.WRITE)
        self._tickets.clear()
        self._collector.close()

    def _executor(self, lane: Lane) -> "ThreadPoolExecutor":
        """Made at the first use, which comes after the first paint."""
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

        if lane not in self._executors:
            name = lane.value
            self._executors[lane] = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        return self._executors[lane]

    def _supersede(self, key: tuple[int, str], number: int) -> None:
        older = self._newest.get(key)
        self._newest[key] = number
        if older is not None and older in self._tickets:
            self._drop(older)

    def _drop(self, number: int) -> None:
        ticket = self._tickets[number]
        waited = ticket.future is not None and ticket.future.cancel()
        # The lock makes sure that the interrupt meets this query and not the one after it.
        with self._lock:
            if not waited and self._reading == number and self._interrupt is not None:
                self._interrupt(self._reader)
        del self._tickets[number]

    def _watch(self, owner: QObject) -> None:
        if id(owner) not in self._watched:
            self._watched.add(id(owner))
            owner.destroyed.connect(partial(self._forget, id(owner)))

    def _forget(self, owner: int, *_: object) -> None:
        """A window is gone: its questions are moot, but what it asked to write is written."""
        self._watched.discard(owner)
        for key in [key for key in self._newest if key[0] == owner]:
            del self._newest[key]
        for number, ticket in list(self._tickets.items()):
            if not ticket.has_listener:
                if ticket.lane is Lane.READ:
                    self._drop(number)
                else:
                    ticket.done = _nobody

    def _perform(self, number: int) -> object:
        """On the worker."""
        ticket = self._tickets.get(number)
        if ticket is None or ticket.work is None:
            return None
        if ticket.lane is not Lane.READ:
            return ticket.work()
        with self._lock:
            self._reading, self._reader = number, threading.get_ident()
        try:
            return ticket.work()
        finally:
            with self._lock:
                self._reading = None

    def _report(self, number: int, future: "Future[Any]") -> None:
        """On the worker, or here when the future was cancelled."""
        if not future.cancelled() and shiboken6.isValid(self):
            self._answered.emit(number, future)

    @Slot(int, object)
    def _take(self, number: int, future: "Future[Any]") -> None:
        ticket = self._tickets.pop(number, None)
        if ticket is None:
            return
        if ticket.key is not None and self._newest.get(ticket.key) == number:
            del self._newest[ticket.key]
        error = future.exception()
        if error is None:
            if ticket.has_listener:
                ticket.done(future.result())
            return
        # Late, as all that the first paint does not need.
        from akimat_desk.domain.errors import DeskError  # noqa: PLC0415

        if not isinstance(error, DeskError):
            raise error
        if ticket.failed is not None and ticket.has_listener:
            ticket.failed(error)
        else:
            self.refused.emit(error)


def _nobody(_: object) -> None:
    """The window that asked is gone."""
