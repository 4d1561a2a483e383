"""Settings, migrations, import."""

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from house import start
from house.settings import Settings
from house.store import import_file, migrate
from house.store.engine import make_engine, wait_for, with_driver
from tests.conftest import NEW

IMPORTED = {
    **NEW,
    "id": 417,
    "equipment": ["phone", "screen"],
    "note": None,
    "state": "checked_in",
    "created_at": "2026-02-01T08:00:00Z",
    "updated_at": "2026-02-02T08:00:00Z",
}


@pytest.fixture
def environment(monkeypatch):
    monkeypatch.setenv("BASIC_USER", "warden")
    monkeypatch.setenv("BASIC_PASSWORD", "x")
    monkeypatch.delenv("BOOKINGS_FILE", raising=False)


def test_what_is_missing_is_named():
    with pytest.raises(SystemExit, match="BASIC_USER, BASIC_PASSWORD"):
        Settings.from_environment({"DATABASE_URL": "x", "BASIC_PASSWORD": ""})


def test_settings_keep_the_password_to_themselves():
    given = {"DATABASE_URL": "x", "BASIC_USER": "u", "BASIC_PASSWORD": "secret", "WEB_THREADS": "3"}
    settings = Settings.from_environment(given)
    assert settings.threads == 3
    assert "secret" not in repr(settings)


def test_the_driver_gets_into_the_url():
    assert with_driver("postgres://a@b/c") == "postgresql+psycopg://a@b/c"
    assert with_driver("postgresql+psycopg://a@b/c") == "postgresql+psycopg://a@b/c"


def test_migrations_make_everything_from_nothing_and_only_once(engine):
    with engine.connect() as connection:
        connection.execute(text("create schema from_nothing"))
        connection.execute(text("set local search_path to from_nothing"))
        assert migrate.migrate(connection) == ["001_bookings.sql", "002_indexes.sql"]
        assert migrate.migrate(connection) == []
        connection.rollback()


def test_the_start_can_be_repeated(environment, engine):
    start.prepare()
    start.prepare()
    with engine.connect() as connection:
        assert migrate.applied(connection) == {"001_bookings.sql", "002_indexes.sql"}


def test_it_does_not_wait_for_ever():
    engine = make_engine(Settings("postgresql://nobody@127.0.0.1:1/none", "u", "p"))
    with pytest.raises(OperationalError):
        wait_for(engine, seconds=0.6)


def test_bookings_are_imported_once_and_new_ids_go_on_after_them(environment, monkeypatch, warden, tmp_path):
    cancelled = {**IMPORTED, "id": 7, "state": "cancelled", "starts_at": "2026-03-02T12:30:00+02:00"}
    path = tmp_path / "bookings.json"
    path.write_text(json.dumps([IMPORTED, cancelled]))
    monkeypatch.setenv("BOOKINGS_FILE", str(path))
    start.prepare()
    warden.change(IMPORTED, title="Another title")
    assert warden.booked(room="garden")["id"] == 418
    start.prepare()
    assert warden.get("/api/bookings/7").json == {**cancelled, "starts_at": "2026-03-02T10:30:00Z"}
    assert warden.get("/api/bookings/417").json["title"] == "Another title"
    assert warden.get().json["total"] == 3
    assert warden.booked(room="atrium")["id"] == 419
    assert warden.book().status_code == 409


@pytest.mark.parametrize("content", [None, "{", '[{"id": 1}]'])
def test_a_bad_file_is_named(engine, tmp_path, content):
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_text(content)
    with engine.begin() as connection, pytest.raises(SystemExit, match=r"bad\.json"):
        import_file.import_bookings(connection, str(path))


def test_an_empty_file_is_fine(engine, tmp_path):
    path = tmp_path / "none.json"
    path.write_text("[]")
    with engine.begin() as connection:
        assert import_file.import_bookings(connection, str(path)) == 0


def test_the_table_itself_keeps_its_rules(app, engine):
    statement = text(
        "insert into bookings (room, title, booked_by, attendees, starts_at, ends_at)"
        " values ('nowhere', 't', 'Ada', 1, now(), now())"
    )
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(statement)
