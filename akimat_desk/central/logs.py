"""The server's log: one JSON object a line, told by what was done, never by whom or from where."""

import json
import logging
import sys
from datetime import UTC, datetime

_OURS = "akimat.central"


class JsonLines(logging.Formatter):
    """What we say is JSON already; of what the web server says only the first line is kept."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told: dict[str, object] = {"at": at, "level": record.levelname.lower()}
        if record.name == _OURS:
            told |= json.loads(record.getMessage())
        else:
            told |= {"what": "server", "said": record.getMessage().partition("\n")[0]}
            if record.exc_info and record.exc_info[0] is not None:
                told["kind"] = record.exc_info[0].__name__
        return json.dumps(told, ensure_ascii=False)


def log_to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name, level in ((_OURS, logging.INFO), ("uvicorn", logging.WARNING)):
        log = logging.getLogger(name)
        log.handlers = [handler]
        log.setLevel(level)
        log.propagate = False
