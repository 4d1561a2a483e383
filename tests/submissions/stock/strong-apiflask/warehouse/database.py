"""The engine, and one session for each request."""

from apiflask import APIFlask
from flask import current_app, g
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from warehouse.settings import Settings


def engine_for(url: str, threads: int) -> Engine:
    """One connection for each thread, and never more; those that died are noticed before they are used."""
    return create_engine(
        with_driver(url),
        pool_size=threads,
        max_overflow=0,
        pool_timeout=5,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 3, "options": "-c statement_timeout=10000 -c timezone=UTC"},
    )


def with_driver(url: str) -> str:
    """`postgresql://` and `postgres://` as SQLAlchemy wants them: with the driver's name."""
    scheme, separator, rest = url.partition("://")
    if scheme in ("postgres", "postgresql"):
        scheme = "postgresql+psycopg"
    return scheme + separator + rest


def init_app(app: APIFlask, settings: Settings) -> None:
    app.extensions["engine"] = engine_for(settings.database_url, settings.threads)
    app.teardown_appcontext(close_session)


def engine() -> Engine:
    return current_app.extensions["engine"]


def session() -> Session:
    """The session of this request; it is rolled back at the end unless it was committed."""
    if "session" not in g:
        g.session = Session(engine(), expire_on_commit=False)
    return g.session


def close_session(_error: BaseException | None) -> None:
    opened = g.pop("session", None)
    if opened is not None:
        opened.close()
