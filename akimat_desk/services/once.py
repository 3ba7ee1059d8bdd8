"""One action, one commit: what was done under an action's id is not done a second time."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final, TypeVar

Answer = TypeVar("Answer")
KEPT: Final = 64


class Once:
    """The id is drawn when a form opens, so that Enter twice or a double click writes once.

    A second call gives what the first one gave. What was refused may be tried again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._done: OrderedDict[str, Any] = OrderedDict()

    def run(self, action_id: str, work: Callable[[], Answer]) -> Answer:
        """Raises what `work` raises. One at a time: a second press waits for the first."""
        with self._lock:
            if action_id not in self._done:
                self._done[action_id] = work()
                while len(self._done) > KEPT:
                    self._done.popitem(last=False)
            answer: Answer = self._done[action_id]
            return answer
