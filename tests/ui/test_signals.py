"""The bound library bears being used: emits by the thousand neither leak nor abort."""

import subprocess
import sys

MANY_EMITS = """
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

class Source(QObject):
    plain = Signal()
    told = Signal(object, bool, str)

app = QCoreApplication([])
source, heard = Source(), []
source.plain.connect(lambda: heard.append(1))
source.told.connect(lambda what, is_so, words: heard.append(1))
source.told.connect(lambda *_: heard.append(1), Qt.ConnectionType.QueuedConnection)
for number in range(10_000):
    source.plain.emit()
    source.told.emit({"n": number}, number % 2 == 0, "words")
app.processEvents()
assert len(heard) == 30_000, len(heard)
"""


def test_ten_thousand_emits_leave_the_program_alive() -> None:
    """PySide6 6.12 on Python 3.11 loses a reference to True at each emit and then aborts."""
    ran = subprocess.run(
        [sys.executable, "-c", MANY_EMITS], capture_output=True, text=True, check=False, timeout=120
    )
    assert (ran.returncode, ran.stderr) == (0, "")
