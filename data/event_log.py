"""What happens while the dashboard runs, as lines of JSON on standard error: one event a line, for people and machines.

No line holds what somebody loaded or wrote, who they are, or the key of a start.  Of a fault whose words may quote a
file it names the kind and the place in the code.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
OURS = ("app", "charts", "data", "indicators", "pages", "reports")
FACTS = "facts"


def event(logger: logging.Logger, name: str, level: int = logging.INFO, /, **facts: object) -> None:
    """Log an event with its facts, each a field of the line."""
    logger.log(level, name, extra={FACTS: facts})


def fault(logger: logging.Logger, name: str, exception: Exception, /, **facts: object) -> str:
    """Log a fault under a short reference, and return that for whoever met it."""
    reference = secrets.token_hex(4)
    logger.error(name, exc_info=exception, extra={FACTS: {"reference": reference, **facts}})
    return reference


class JsonLine(logging.Formatter):
    """A record as one line of JSON; ``secret`` is left out wherever it is."""

    def __init__(self, secret: str = "") -> None:
        super().__init__()
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **getattr(record, FACTS, {}),
        }
        if record.exc_info and record.exc_info[1]:
            line |= _fault_fields(record.exc_info[1])
        text = json.dumps(line, default=str)
        return text.replace(self._secret, "(key)") if self._secret else text


def to_standard_error(secret: str = "") -> None:
    """Send events of the dashboard, and warnings of what it rests on, to standard error as lines of JSON.

    Streamlit gives each of its loggers a handler of its own, whose lines become the same.  Doing it twice does no harm.
    """
    formatter = JsonLine(secret)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    for logger in logging.Logger.manager.loggerDict.values():
        if isinstance(logger, logging.Logger) and logger.handlers:
            # What these libraries tell at the level of information includes the addresses of visitors.
            logger.setLevel(max(logger.level, logging.WARNING))
            for logger_handler in logger.handlers:
                logger_handler.setFormatter(formatter)


def _fault_fields(exception: BaseException) -> dict[str, object]:
    """A fault's kind, what it came of, and where in the code each arose; not its words, which may quote a file."""
    chain = [exception]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) and cause not in chain:
        chain.append(cause)
    frames = [
        frame for fault_in_chain in reversed(chain) for frame in traceback.extract_tb(fault_in_chain.__traceback__)
    ]
    return {
        "fault": type(exception).__name__,
        "came_of": [type(cause).__name__ for cause in chain[1:]],
        "where": [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _short(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
