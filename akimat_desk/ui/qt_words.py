"""Qt's own words: its Russian file for Russian, our catalogue for Kyrgyz, which Qt lacks."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from akimat_desk.text.catalogue import spoken, tr


class KyrgyzQt(QTranslator):
    """Answers by the English source, whatever the context; what it does not know stays English."""

    def __init__(self) -> None:
        super().__init__()
        self._words = _words()

    # Qt overrides

    def translate(
        self, _context: str, source: str, _comment: str | None = None, n: int = -1
    ) -> str | None:
        return self._words.get(source.replace("&", "")) if n == -1 else None

    def isEmpty(self) -> bool:
        return False


class _Worn:
    translator: QTranslator | None = None


def speak_qt() -> None:
    """Call it after `speak`: buttons, context menus and calendars follow the window's language."""
    app = QCoreApplication.instance()
    if app is None:
        return
    if _Worn.translator is not None:
        app.removeTranslator(_Worn.translator)
    language = spoken().language
    locale = {"ky": "ky_KG", "ru": "ru_RU"}.get(language, "en_GB")
    QLocale.setDefault(QLocale(locale))
    translator = KyrgyzQt() if language == "ky" else QTranslator()
    if language == "ru":
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        translator.load("qtbase_ru", folder)
    _Worn.translator = translator
    app.installTranslator(translator)


def _words() -> dict[str, str]:
    return _buttons() | _editing() | _dialogs() | _printing()


def _buttons() -> dict[str, str]:
    return {
        "OK": tr("OK"),
        "Cancel": tr("Cancel"),
        "Close": tr("Close"),
        "Yes": tr("Yes"),
        "Yes to All": tr("Yes to all"),
        "No": tr("No"),
        "No to All": tr("No to all"),
        "Save": tr("Save"),
        "Save All": tr("Save all"),
        "Don't Save": tr("Do not save"),
        "Open": tr("Open"),
        "Apply": tr("Apply"),
        "Reset": tr("Reset"),
        "Restore Defaults": tr("Restore defaults"),
        "Discard": tr("Discard"),
        "Help": tr("Help"),
        "Abort": tr("Abort"),
        "Retry": tr("Try again"),
        "Ignore": tr("Ignore"),
        "Show Details...": tr("Show details"),
        "Hide Details...": tr("Hide details"),
    }


def _editing() -> dict[str, str]:
    return {
        "Undo": tr("Undo"),
        "Redo": tr("Redo"),
        "Cut": tr("Cut"),
        "Cu&t": tr("Cut"),
        "Copy": tr("Copy"),
        "Copy Link Location": tr("Copy the link"),
        "Paste": tr("Paste"),
        "Delete": tr("Delete"),
        "Select All": tr("Select all"),
        "Clear": tr("Clear"),
        "Previous Month": tr("Month before"),
        "Next Month": tr("Next month"),
        "Step up": tr("One more"),
        "Step down": tr("One less"),
        "Scroll Left": tr("Scroll left"),
        "Scroll Right": tr("Scroll right"),
    }


def _dialogs() -> dict[str, str]:
    return {
        "Look in:": tr("Folder:"),
        "File name:": tr("File name:"),
        "Files of type:": tr("Kind of file:"),
        "Directory:": tr("Folder:"),
        "All Files (*)": tr("All files (*)"),
        "Choose": tr("Choose"),
        "Back": tr("Back"),
        "Forward": tr("Forward"),
        "Parent Directory": tr("Folder above"),
        "Create New Folder": tr("New folder"),
        "New Folder": tr("New folder"),
        "Name": tr("Name"),
        "Size": tr("Size"),
        "Type": tr("Kind"),
        "Date Modified": tr("Changed"),
        "Find Directory": tr("Choose a folder"),
        "Open File": tr("Open a file"),
        "Save As": tr("Save as"),
        "Rename": tr("Rename"),
        "Show hidden files": tr("Show hidden files"),
    }


def _printing() -> dict[str, str]:
    return {
        "Print": tr("Print"),
        "Printer": tr("Printer"),
        "Name:": tr("Name:"),
        "Location:": tr("Place:"),
        "Type:": tr("Kind:"),
        "Local file": tr("a file on this computer"),
        "Write PDF file": tr("writes a PDF file"),
        "Options >>": tr("More >>"),
        "Options <<": tr("Less <<"),
        "Properties": tr("Properties"),
        "Preview": tr("Preview"),
        "Output file:": tr("File:"),
        "Print to File (PDF)": tr("Print to a PDF file"),
        "Print all": tr("All pages"),
        "Pages from": tr("Pages from"),
        "to": tr("to"),
        "Pages": tr("Pages"),
        "Current Page": tr("This page"),
        "Selection": tr("Selection"),
        "Print range": tr("Which pages"),
        "Output Settings": tr("How"),
        "Copies": tr("Copies"),
        "Copies:": tr("Copies:"),
        "Collate": tr("Copy by copy"),
        "Reverse": tr("Last page first"),
        "Options": tr("Options"),
        "Color Mode": tr("Colours"),
        "Color": tr("Colour"),
        "Grayscale": tr("Grey"),
        "Duplex Printing": tr("Both sides"),
        "None": tr("None"),
        "Long side": tr("Long side"),
        "Short side": tr("Short side"),
        "Portrait": tr("Upright"),
        "Landscape": tr("Across"),
        "Paper": tr("Paper"),
        "Page size:": tr("Page size:"),
        "Width:": tr("Width:"),
        "Height:": tr("Height:"),
        "Paper source:": tr("Tray:"),
        "Orientation": tr("Orientation"),
        "Margins": tr("Margins"),
    }
