"""Work for a process of its own: rebuilding, importing, exporting, big journals, bulk folding."""

import traceback
import weakref
from collections.abc import Callable
from functools import cached_property, partial
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    # Loaded with the first job: the first paint does not wait for them.
    from concurrent.futures import Future, ThreadPoolExecutor
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from akimat_desk.domain.errors import DeskError


class WorkerBroke(Exception):
    """A bug in a worker process, or its sudden end; the text is the worker's own traceback."""


class _Progress(NamedTuple):
    step: object


class _Done(NamedTuple):
    answer: object


class _Refused(NamedTuple):
    kind: "type[DeskError]"
    facts: dict[str, object]


class _Broke(NamedTuple):
    report: str


class _Job(NamedTuple):
    done: Callable[[Any], None]
    progress: Callable[[Any], None]
    failed: "Callable[[DeskError], None]"
    owner: "weakref.ref[QObject]"
    process: "BaseProcess"


class Heavy:
    """A running job; `cancel` ends its process at once and nobody is called any more."""

    def __init__(self, work: "HeavyWork", number: int) -> None:
        self._work = work
        self._number = number

    def cancel(self) -> None:
        self._work.cancel(self._number)


class HeavyWork(QObject):
    """Starts processes and listens to their pipes; one job at a time, the others wait."""

    _said = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._jobs: dict[int, _Job] = {}
        self._said.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        function: Callable[..., Any],
        args: tuple[object, ...],
        done: Callable[[Any], None],
        progress: Callable[[Any], None],
        owner: QObject,
        failed: "Callable[[DeskError], None]",
    ) -> Heavy:
        import multiprocessing  # noqa: PLC0415

        number = next(self._numbers)
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(
            target=_work, args=(theirs, function, args), name=f"heavy-{number}", daemon=True
        )
        self._jobs[number] = _Job(done, progress, failed, weakref.ref(owner), process)
        listening = self._listener.submit(self._attend, number, process, ours, theirs)
        listening.add_done_callback(partial(self._ended, number))
        return Heavy(self, number)

    @cached_property
    def _listener(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="heavy")

    def cancel(self, number: int) -> None:
        job = self._jobs.pop(number, None)
        if job is not None and job.process.pid is not None:
            job.process.terminate()

    def close(self) -> None:
        for number in list(self._jobs):
            self.cancel(number)
        self._listener.shutdown(wait=True, cancel_futures=True)

    def _attend(
        self,
        number: int,
        process: "BaseProcess",
        ours: "Connection",
        theirs: "Connection",
    ) -> None:
        """On the listening thread, from the start of the process to its end."""
        if number in self._jobs:
            process.start()
            if number not in self._jobs:  # cancelled between the two lines above
                process.terminate()
            theirs.close()
            self._listen(number, ours)
            process.join()
        ours.close()
        theirs.close()

    def _listen(self, number: int, pipe: "Connection") -> None:
        word: object = None
        while not isinstance(word, _Done | _Refused | _Broke):
            try:
                word = pipe.recv()
            except EOFError:
                word = _Broke("the worker process ended without a word")
            if shiboken6.isValid(self):
                self._said.emit(number, word)

    def _ended(self, number: int, listening: "Future[None]") -> None:
        """A process that could not be started says so; otherwise all has been said."""
        error = None if listening.cancelled() else listening.exception()
        if error is not None and shiboken6.isValid(self):
            self._said.emit(number, _Broke("".join(traceback.format_exception(error))))

    @Slot(int, object)
    def _hear(self, number: int, word: object) -> None:
        job = self._jobs.get(number)
        if job is None:
            return
        owner = job.owner()
        if owner is None or not shiboken6.isValid(owner):
            self.cancel(number)
            return
        if not isinstance(word, _Progress):
            del self._jobs[number]
        match word:
            case _Progress(step):
                job.progress(step)
            case _Done(answer):
                job.done(answer)
            case _Refused(kind, facts):
                job.failed(kind(**facts))
            case _Broke(report):
                raise WorkerBroke(report)
            case _:
                raise TypeError(word)


def _work(pipe: "Connection", function: Callable[..., Any], args: tuple[object, ...]) -> None:
    """In the worker process: plain values in, words through the pipe out."""
    from akimat_desk.domain.errors import DeskError  # noqa: PLC0415

    def report(step: object) -> None:
        pipe.send(_Progress(step))

    try:
        pipe.send(_Done(function(*args, report)))
    except DeskError as refusal:
        # An exception with facts does not survive pickling by itself: its args are empty.
        names = getattr(refusal, "__dataclass_fields__", ())
        facts = {name: getattr(refusal, name) for name in names}
        pipe.send(_Refused(type(refusal), facts))
    except BaseException:
        pipe.send(_Broke(traceback.format_exc()))
        raise
