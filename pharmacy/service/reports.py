"""The events of a week, read for its report."""

from datetime import timedelta, tzinfo

from sqlalchemy import or_, select
from sqlmodel import col

from pharmacy.database import Database
from pharmacy.event_form import read_event
from pharmacy.records import Event
from pharmacy.reports import Report, Week, week_report

UTC_DAYS = range(-1, 9)
"""Days by UTC, counted from a week's Monday, in which a week of any place on earth lies."""


def weekly(database: Database, zone: tzinfo, week: Week) -> Report:
    """What happened in a week at the site."""
    days = [(week.monday + timedelta(days=number)).isoformat() for number in UTC_DAYS]
    with database.reading() as connection:
        # The body is all there is; its text is searched for the days, so that no other is taken apart.
        rows = connection.execute(
            select(col(Event.body))
            .where(or_(*(col(Event.body).contains(f'"at":"{day}T') for day in days)))
            .order_by(col(Event.seq))
        )
        return week_report(week, zone, (event for body in rows.scalars() if (event := read_event(body))))
