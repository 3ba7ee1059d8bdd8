"""Why something of files and archive is refused, in words."""

from collections.abc import Callable, Mapping
from typing import Final

from akimat_desk.text.catalogue import tr, tr_many

SENTENCES: Final[Mapping[str, Callable[..., str]]] = {
    "file_unknown": lambda index, year: tr(
        "The list of files for {year} has no file No. {index}.", year=year, index=index
    ),
    "file_in_use": lambda index, count: tr_many(
        "{count} case lies in file No. {index}: it is not dropped.",
        "{count} cases lie in file No. {index}: it is not dropped.",
        count,
        index=index,
    ),
    "files_missing": lambda year: tr("There is no list of files for {year}.", year=year),
    "volume_unknown": lambda year, index, volume: tr(
        "There is no closed volume {volume} of file No. {index} for {year}.",
        volume=volume,
        index=index,
        year=year,
    ),
    "nothing_to_file": lambda year, index: tr(
        "No closed case of {year} waits for a volume of file No. {index}.", year=year, index=index
    ),
    "case_in_volume": lambda number, index, volume: tr(
        "Case {number} lies in the closed volume {volume} of file No. {index} and stays there.",
        number=number,
        volume=volume,
        index=index,
    ),
    "year_not_over": lambda year: tr(
        "{year} is not over: it is closed from 1 January on.", year=year
    ),
    "year_open": lambda year: tr("{year} is not closed yet.", year=year),
}
