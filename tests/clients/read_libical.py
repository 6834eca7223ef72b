"""Reads calendars with libical, the C library beneath Evolution, KOrganizer and many servers, through ctypes. Events only.
See reports.py for how it answers."""

import ctypes
import ctypes.util
import datetime

from reports import calendars, tell


class Time(ctypes.Structure):
    """libical's icaltimetype."""

    _fields_ = [(name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")]
    _fields_.append(("zone", ctypes.c_void_p))


library = ctypes.CDLL(ctypes.util.find_library("ical"))
EVENT = 4  # of icalcomponent_kind, whose order never changes


def function(name, result, *arguments):
    found = getattr(library, name)
    found.restype, found.argtypes = result, arguments
    return found


pointer, string, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
parse = function("icalparser_parse_string", pointer, string)
free = function("icalcomponent_free", None, pointer)
errors = function("icalcomponent_count_errors", number, pointer)
first_component = function("icalcomponent_get_first_component", pointer, pointer, number)
next_component = function("icalcomponent_get_next_component", pointer, pointer, number)
first_property = function("icalcomponent_get_first_property", pointer, pointer, number)
kind = function("icalproperty_string_to_kind", number, string)
value_as_string = function("icalproperty_get_value_as_string", string, pointer)
texts = {name: function(f"icalproperty_get_{name}", string, pointer) for name in ("uid", "summary", "location", "description")}
times = {name: function(f"icalcomponent_get_{name}", Time, pointer) for name in ("dtstart", "dtend", "recurrenceid")}
parameter = function("icalproperty_get_parameter_as_string", string, pointer, string)
zone_of_file = function("icalcomponent_get_timezone", pointer, pointer, string)
parent = function("icalcomponent_get_parent", pointer, pointer)
as_instant = function("icaltime_as_timet_with_zone", ctypes.c_long, Time, pointer)


def find(event, name):
    """The property of that name; None where it is not there."""
    return first_property(event, kind(name.upper().encode()))


def text(event, name):
    found = find(event, name)
    return texts[name](found).decode("utf-8") if found else None


def written(event, name):
    found = find(event, name)
    return value_as_string(found).decode("utf-8") if found else None


def moment(event, name, getter):
    """A date or an instant. A time that is in no zone is a fault."""
    found = find(event, name)
    if not found:
        return None
    time = times[getter](event)
    if time.is_date:
        return datetime.date(time.year, time.month, time.day).isoformat()
    # It looks up the zone of DTSTART and DTEND itself, that of RECURRENCE-ID it leaves to us.
    zone = time.zone or zone_of_file(parent(event), parameter(found, b"TZID"))
    if not zone:
        raise ValueError(f"{name} has no time zone")
    instant = datetime.datetime.fromtimestamp(as_instant(time, zone), datetime.timezone.utc)
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def tell_event(path, event):
    sequence = written(event, "sequence")
    tell(
        file=path,
        uid=text(event, "uid"),
        recurrence_id=moment(event, "recurrence-id", "recurrenceid"),
        start=moment(event, "dtstart", "dtstart"),
        end=moment(event, "dtend", "dtend"),
        status=written(event, "status"),
        summary=text(event, "summary"),
        location=text(event, "location"),
        description=text(event, "description"),
        sequence=None if sequence is None else int(sequence),
    )


for path, octets in calendars():
    calendar = parse(octets)
    if not calendar:
        raise ValueError(f"{path} is no calendar")
    # Its further check of METHOD:PUBLISH (RFC 5546, 3.2.1) wants an ORGANIZER in every event; not every network has an
    # address to give, and subscribers' programs do without.
    if errors(calendar):
        raise ValueError(f"{path}: {errors(calendar)} errors")
    event = first_component(calendar, EVENT)
    while event:
        tell_event(path, event)
        event = next_component(calendar, EVENT)
    free(calendar)
