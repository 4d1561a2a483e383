import logging
import time

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from house.settings import Settings

log = logging.getLogger(__name__)


def make_engine(settings: Settings) -> Engine:
    """Connects when it is used: the database may come later, and may go and come back."""
    return create_engine(
        with_driver(settings.database_url),
        pool_size=settings.threads,
        max_overflow=0,
        pool_timeout=5,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 3, "options": "-c statement_timeout=10s -c timezone=UTC"},
    )


def with_driver(url: str) -> str:
    """postgresql:// as SQLAlchemy wants it."""
    scheme, separator, rest = url.partition("://")
    return ("postgresql+psycopg" if scheme in ("postgres", "postgresql") else scheme) + separator + rest


def wait_for(engine: Engine, seconds: float = 25) -> None:
    """Returns once the database answers; raises when it does not in this time."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with engine.connect() as connection:
                connection.execute(text("select 1"))
            return
        except OperationalError as error:
            if time.monotonic() > deadline:
                raise
            log.warning("The database does not answer yet: %s", error.orig)
            time.sleep(0.5)
