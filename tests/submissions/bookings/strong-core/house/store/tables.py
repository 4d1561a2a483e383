"""The tables as SQLAlchemy knows them; migrations/ makes them."""

from sqlalchemy import BigInteger, Column, DateTime, Integer, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

rooms = Table("rooms", metadata, Column("name", Text, primary_key=True))

bookings = Table(
    "bookings",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("room", Text),
    Column("title", Text),
    Column("booked_by", Text),
    Column("attendees", Integer),
    Column("starts_at", DateTime(timezone=True)),
    Column("ends_at", DateTime(timezone=True)),
    Column("equipment", JSONB),
    Column("note", Text),
    Column("state", Text),
    Column("created_at", DateTime(timezone=True)),
    Column("updated_at", DateTime(timezone=True)),
)
