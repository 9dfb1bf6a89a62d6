"""Where the papers of a bag are."""

from sqlalchemy import select
from sqlmodel import col

from pharmacy.records import LabelRow
from pharmacy.service.act import Station


def printed_places(station: Station, bag_id: str) -> dict[str, str]:
    """Where the newest copy of each of a bag's documents is, by the document's name. A copy that was
    numbered and never confirmed is nowhere.
    """
    with station.database.reading() as connection:
        rows = connection.execute(
            select(col(LabelRow.document), col(LabelRow.place))
            .where(col(LabelRow.bag_id) == bag_id, col(LabelRow.place) != "")
            .order_by(col(LabelRow.id))
        )
        return {row.document: row.place for row in rows}
