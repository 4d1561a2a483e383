"""What happens once before requests are served."""

from house.settings import Settings
from house.store.engine import make_engine, wait_for
from house.store.import_file import import_bookings
from house.store.migrate import migrate


def prepare() -> None:
    """Migrates, and imports where there is a file; may be done again, also by several containers at once."""
    settings = Settings.from_environment()
    engine = make_engine(settings)
    wait_for(engine)
    with engine.begin() as connection:
        migrate(connection)
    if settings.bookings_file is not None:
        with engine.begin() as connection:
            import_bookings(connection, settings.bookings_file)
    engine.dispose()
