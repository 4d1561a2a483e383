import json
import logging
import uuid

import psycopg
import pytest
from conftest import assert_failure, content

from depot.app import create_app
from depot.config import Config, from_environment
from depot.db import connect_when_ready, open_pool
from depot.load import load
from depot.log import JsonLines
from depot.migrate import main, migrate

AWAY = "postgresql://nobody@127.0.0.1:1/none"


@pytest.fixture
def settings(monkeypatch):
    """What a command finds in its environment, beside DATABASE_URL."""
    monkeypatch.setenv("STOCK_USER", "clerk")
    monkeypatch.setenv("STOCK_PASSWORD", "secret")


def test_health_is_public(anyone):
    assert anyone.get("/health/live").json == {"state": "up"}
    assert anyone.get("/health/ready").json == {"state": "up"}


def test_it_is_not_ready_while_migrations_are_missing(anyone, connection):
    connection.execute("delete from migration where name = '003_import'")
    try:
        assert_failure(anyone.get("/health/ready"), 503)
    finally:
        connection.execute("insert into migration (name) values ('003_import')")


def test_it_lives_without_a_database():
    config = Config(AWAY, b"a", b"b")
    pool = open_pool(config)
    try:
        client = create_app(config, pool).test_client()
        assert client.get("/health/live").status_code == 200
        assert_failure(client.get("/health/ready"), 503)
    finally:
        pool.close()


def test_the_start_waits_for_the_database_and_gives_up():
    with pytest.raises(psycopg.OperationalError):
        connect_when_ready(AWAY, seconds=0.6)


def test_migrations_are_applied_once(config):
    with psycopg.connect(config.database_url) as connection:
        assert migrate(connection) == []


RELATIONS = "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'i', 'S')"


def test_the_last_migration_is_taken_back_and_applied_again(settings, connection):
    main(["back"])
    assert connection.execute("select max(name) from migration").fetchone() == ("002_lists",)
    main(["up"])
    assert connection.execute("select max(name) from migration").fetchone() == ("003_import",)


def test_the_way_back_to_nothing_leaves_only_the_register(settings, connection):
    before = connection.execute(RELATIONS).fetchall()
    main(["down"])
    left = connection.execute(RELATIONS).fetchall()
    main(["up"])
    assert {name for (name,) in left} == {"migration", "migration_pkey"}
    assert sorted(connection.execute(RELATIONS).fetchall()) == sorted(before)


@pytest.mark.parametrize("arguments", [[], ["sideways"], ["up", "down"]])
def test_the_migration_command_says_how_it_is_used(settings, arguments):
    with pytest.raises(SystemExit, match="depot.migrate back"):
        main(arguments)


def test_missing_settings_are_named():
    with pytest.raises(SystemExit, match="STOCK_USER, STOCK_PASSWORD"):
        from_environment({"DATABASE_URL": "x"})


def test_settings_are_read_and_not_shown():
    config = from_environment({"DATABASE_URL": "x", "STOCK_USER": "u", "STOCK_PASSWORD": "secret", "THREADS": "3"})
    assert (config.user, config.threads) == (b"u", 3)
    assert "secret" not in repr(config)


def test_each_request_is_one_line_with_its_id(anyone, caplog):
    with caplog.at_level(logging.INFO, logger="depot.access"):
        response = anyone.get("/nope", headers={"X-Request-ID": "abc"})
    assert response.headers["X-Request-ID"] == "abc"
    (record,) = [record for record in caplog.records if record.name == "depot.access"]
    line = json.loads(JsonLines().format(record))
    assert (line["request_id"], line["method"], line["path"], line["status"]) == ("abc", "GET", "/nope", 404)
    assert {"time", "level", "message", "duration_ms"} <= set(line)


@pytest.mark.parametrize("given", ["", "a b", "x" * 201])
def test_an_id_that_can_not_be_used_is_replaced(anyone, given):
    assert uuid.UUID(anyone.get("/health/live", headers={"X-Request-ID": given}).headers["X-Request-ID"])


def test_a_traceback_is_in_its_line():
    try:
        raise RuntimeError("broken")
    except RuntimeError:
        record = logging.LogRecord("depot", logging.ERROR, "", 1, "failed", (), __import__("sys").exc_info())
    assert "RuntimeError: broken" in json.loads(JsonLines().format(record))["traceback"]


IMPORTED = {
    "sku": "pen",
    **content(tags=["a", "b"], weight_kg=None, location="Shelf", reorder_quantity=24, discontinued=True),
    "created_at": "2026-03-01T09:30:00Z",
    "updated_at": "2026-03-02T10:00:00.25Z",
}


def test_a_file_is_imported_once(config, connection, depot, tmp_path):
    file = tmp_path / "articles.json"
    file.write_text(json.dumps([IMPORTED, {**IMPORTED, "sku": "cup"}]))
    with psycopg.connect(config.database_url) as own:
        assert load(own, str(file)) == 2
    assert depot.read().json == {**IMPORTED, "updated_at": "2026-03-02T10:00:00.250000Z"}
    depot.remove("cup")
    depot.take(5)
    with psycopg.connect(config.database_url) as own:
        assert load(own, str(file)) == 0
    assert depot.read().json["quantity"] == 7
    assert_failure(depot.read("cup"), 404)


@pytest.mark.parametrize("text", [None, "{", '[{"sku": "pen"}]'])
def test_a_file_that_can_not_be_imported_is_named(config, connection, tmp_path, text):
    file = tmp_path / "bad.json"
    if text is not None:
        file.write_text(text)
    with psycopg.connect(config.database_url) as own, pytest.raises(SystemExit, match="bad.json"):
        load(own, str(file))
