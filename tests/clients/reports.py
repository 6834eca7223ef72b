"""What the readers in Python have in common: which files to read, and one JSON object a line on what was found.

Every reader, in whatever language, is called alike and answers alike:

    READER FOLDER            every event below the folder, as it is written
    READER FOLDER FROM TO    every occurrence that starts from the one day and before the other (YYYY-MM-DD, UTC)

Instants are in UTC (2018-05-29T08:00:00Z), whole days are days (2018-05-29), and what is not there is null. A complaint of
the library ends the reader with a message and an exit code other than 0.
"""

import datetime
import json
import sys
from pathlib import Path


def calendars():
    """The calendars below the folder that the command line names, by path: the path from there, and the bytes."""
    folder = Path(sys.argv[1])
    for path in sorted(folder.rglob("*.ics")):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def window():
    """The two days that the command line names, as instants; None if it names none."""
    if len(sys.argv) < 4:
        return None
    midnight = datetime.time(tzinfo=datetime.timezone.utc)
    first, last = (datetime.datetime.combine(datetime.date.fromisoformat(day), midnight) for day in sys.argv[2:4])
    return first, last


def moment(value):
    """A date or an instant as all readers write it. A time that is in no zone is a fault."""
    if value is None:
        return None
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value.utcoffset() is None:
        raise ValueError(f"{value} has no time zone")
    return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def text(value):
    """A text, or None where there is none."""
    return None if value is None else str(value)


def tell(**facts):
    """One event, on a line of its own."""
    print(json.dumps(facts, ensure_ascii=False))
