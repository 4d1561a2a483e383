"""Settings, migrations, import."""

import json
import os

import psycopg
import pytest

from shop import database, migrate, seed
from shop.settings import CONNECT, Settings

FILE = [
    {
        "id": "0f9b3a52-6f1d-4c1e-9a3e-2f6f4f1f9b10",
        "status": "shipped",
        "customer_email": "ada@example.com",
        "currency": "GBP",
        "items": [
            {"sku": "TEA", "quantity": 2, "unit_price_cents": 450},
            {"sku": "CUP", "quantity": 1, "unit_price_cents": 1},
        ],
        "note": None,
        "total_cents": 901,
        "created_at": "2026-03-01T09:30:00Z",
        "updated_at": "2026-03-02T10:00:00.250000Z",
    }
]


@pytest.fixture
def environment(monkeypatch):
    monkeypatch.setenv("API_USERNAME", "shop")
    monkeypatch.setenv("API_PASSWORD", "x")
    return monkeypatch


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "orders.json"
    path.write_text(json.dumps(FILE))
    return str(path)


def test_what_is_missing_is_named():
    with pytest.raises(SystemExit, match="API_USERNAME, API_PASSWORD"):
        Settings.from_environment({"DATABASE_URL": "x", "API_PASSWORD": ""})


def test_settings_keep_the_password_to_themselves():
    settings = Settings.from_environment(
        {"DATABASE_URL": "x", "API_USERNAME": "u", "API_PASSWORD": "secret", "THREADS": "3"}
    )
    assert settings.threads == 3
    assert "secret" not in repr(settings)


def test_migrations_make_everything_from_nothing_and_only_once(connection):
    with psycopg.connect(os.environ["DATABASE_URL"], **CONNECT) as other:
        other.execute("create schema from_nothing")
        other.execute("set search_path to from_nothing")
        assert migrate.migrate(other) == ["001_orders.sql", "002_idempotency.sql", "003_status_index.sql"]
        assert migrate.migrate(other) == []
        tables = other.execute("select tablename from pg_tables where schemaname = 'from_nothing'").fetchall()
        assert {name for (name,) in tables} == {"orders", "order_items", "idempotent_requests", "schema_migrations"}
        other.rollback()


def test_the_migration_command_can_be_repeated(environment, connection):
    for _ in range(2):
        migrate.main()
    assert connection.execute("select count(*) from schema_migrations").fetchone() == (3,)


def test_an_import_is_exact_and_happens_once(environment, shop, file):
    seed.main(file)
    path = f"/v1/orders/{FILE[0]['id']}"
    assert shop.get(path).json == FILE[0]
    shop.patch(path, status="delivered")
    seed.main(file)
    assert shop.get(path).json["status"] == "delivered"
    assert shop.get(path).json["items"] == FILE[0]["items"]
    assert len(shop.get("/v1/orders").json["data"]) == 1


@pytest.mark.parametrize("text", [None, "{", '[{"id": "x"}]'])
def test_a_file_that_cannot_be_used_is_named(connection, tmp_path, text):
    path = tmp_path / "bad.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(SystemExit, match=r"bad\.json"):
        seed.import_orders(connection, str(path))


def test_it_waits_for_a_database_that_comes_later(monkeypatch):
    attempts = []

    def connect(*_, **__):
        attempts.append(1)
        if len(attempts) < 3:
            raise psycopg.OperationalError("starting up")
        return "connection"

    monkeypatch.setattr(psycopg, "connect", connect)
    monkeypatch.setattr(database.time, "sleep", lambda _: None)
    assert database.connect_when_ready("x") == "connection"


def test_it_does_not_wait_for_ever():
    with pytest.raises(psycopg.OperationalError):
        database.connect_when_ready("postgresql://nobody@127.0.0.1:1/none", seconds=-1)
