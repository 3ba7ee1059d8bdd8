"""One desk that exchanges until both sides are level: `python -m benchmarks.syncing_desk FOLDER`.

A process of its own, so that it can live at the far end of a line. Prints one line of JSON.
"""

import json
import resource
import sys
import time
from pathlib import Path

from benchmarks.large_office import PASSWORD

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import open_desk
from akimat_desk.transport import LineDown

LONGEST = 1800


def main(folder: Path) -> None:
    desk = open_desk(folder, password=PASSWORD)
    start = time.perf_counter()
    tries = moved = 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    problem = ""
    while time.perf_counter() - start < LONGEST:
        tries += 1
        try:
            done = desk.exchange.sync()
        except LineDown:
            time.sleep(0.3)
            continue
        except DeskError as wrong:
            problem = wrong.code
            break
        moved += done.pushed + done.pulled
        break
    told = {
        "seconds": time.perf_counter() - start,
        "tries": tries,
        "unsent": desk.exchange.state().unsent,
        "cases": len(desk.cases.newest(limit=100_000)),
        "grown_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before,
        "problem": problem,
    }
    desk.close()
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
