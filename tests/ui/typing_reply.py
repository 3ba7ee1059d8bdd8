"""Types a reply into the card of a case, says so once it is kept, and waits to be killed.

python -m ui.typing_reply <folder of the workspace> <password> <case> <words>
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from akimat_desk.services.desk import Desk, open_desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.signed import signed


def main(folder: str, password: str, case_id: str, words: str) -> None:
    app = QApplication([])
    speak("ru")
    desk = open_desk(Path(folder), password=password)
    background = Background()
    window = MainWindow(signed(desk), background)
    window.places.card.open_when_read("reply")
    window.show()
    window.open_case(case_id)
    looking = QTimer()
    looking.setInterval(50)
    looking.timeout.connect(lambda: _look(looking, window, desk, words))
    looking.start()
    app.exec()


def _look(looking: QTimer, window: MainWindow, desk: Desk, words: str) -> None:
    """Once the form is there, types; once the table has the words, says so."""
    panel = window.places.card._panel
    if panel is None:
        return
    editor = panel.form.field("answer1").editor
    assert isinstance(editor, QPlainTextEdit)
    if not editor.toPlainText():
        editor.setPlainText(words)
    elif any(words in draft.form.values() for draft in desk.drafts.all("card")):
        looking.stop()
        print("kept", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
