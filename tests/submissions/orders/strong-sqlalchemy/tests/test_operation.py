"""Health, logs, settings, start and import."""

import json
import logging
import uuid

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError

from orders import create_app
from orders.config import MissingSettings, with_driver
from orders.extensions import db
from orders.observability import JsonFormatter
from orders.services.seed import SeedError, import_seed
from orders.startup import prepare, wait_for_database
from tests.conftest import assert_problem

AWAY = "postgresql://nobody@127.0.0.1:1/none"


def test_health_needs_no_credentials(anonymous):
    assert anonymous.get("/healthz").json == {"status": "ok"}
    assert anonymous.get("/readyz").json == {"status": "ok"}


def test_it_is_not_ready_before_the_migrations(app, anonymous):
    with app.app_context():
        db.session.execute(text("update alembic_version set version_num = '0001'"))
        db.session.commit()
        try:
            assert_problem(anonymous.get("/readyz"), 503)
        finally:
            db.session.execute(text("update alembic_version set version_num = '0002'"))
            db.session.commit()


def test_without_a_database_it_lives_but_is_not_ready():
    client = create_app({"DATABASE_URL": AWAY}).test_client()
    assert client.get("/healthz").status_code == 200
    assert_problem(client.get("/readyz"), 503)


def test_it_waits_for_the_database_and_gives_up():
    with create_app({"DATABASE_URL": AWAY}).app_context(), pytest.raises(OperationalError):
        wait_for_database(seconds=0.6)


@pytest.mark.parametrize("name", ["DATABASE_URL", "API_USERNAME", "API_PASSWORD"])
def test_a_missing_setting_is_named(name):
    with pytest.raises(MissingSettings, match=name):
        create_app({name: ""})


def test_the_driver_is_added_to_the_url():
    assert with_driver("postgres://a@b/c") == "postgresql+psycopg://a@b/c"
    assert with_driver("postgresql+psycopg://a@b/c") == "postgresql+psycopg://a@b/c"


def test_a_request_id_comes_back_and_is_in_the_line(anonymous, caplog):
    with caplog.at_level(logging.INFO, logger="orders.access"):
        response = anonymous.get("/nope?secret=1", headers={"X-Request-ID": "abc-1"})
    assert response.headers["X-Request-ID"] == "abc-1"
    record = next(record for record in caplog.records if record.name == "orders.access")
    line = json.loads(JsonFormatter().format(record))
    assert (line["method"], line["path"], line["status"]) == ("GET", "/nope", 404)
    assert {"timestamp", "level", "message", "duration_ms"} <= set(line)
    assert "secret" not in json.dumps(line)


@pytest.mark.parametrize("given", ["", "a b", "x" * 200, "\xe9"])
def test_an_unusable_request_id_is_replaced(anonymous, given):
    assert uuid.UUID(anonymous.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"])


SEEDED = {
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
    "updated_at": "2026-03-02T10:00:00.25Z",
}


def test_the_seed_file_is_imported_once_and_exactly(app, client, tmp_path):
    other = {**SEEDED, "id": str(uuid.uuid4()), "note": "second"}
    path = tmp_path / "orders.json"
    path.write_text(json.dumps([SEEDED, other]))
    app.config["SEED_FILE"] = str(path)
    try:
        prepare(app)
        client.patch(f"/v1/orders/{SEEDED['id']}", {"status": "delivered"})
        prepare(app)
    finally:
        app.config["SEED_FILE"] = None
    assert client.get(f"/v1/orders/{other['id']}").json == {**other, "updated_at": "2026-03-02T10:00:00.250000Z"}
    assert client.get(f"/v1/orders/{SEEDED['id']}").json["status"] == "delivered"
    assert len(client.get("/v1/orders").json["data"]) == 2


@pytest.mark.parametrize("content", [None, "{", '[{"id": "x"}]'])
def test_a_bad_seed_file_is_named(app, tmp_path, content):
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_text(content)
    with app.app_context(), pytest.raises(SeedError, match="bad.json"):
        import_seed(str(path))


def test_an_empty_seed_file_imports_nothing(app, tmp_path):
    path = tmp_path / "none.json"
    path.write_text("[]")
    with app.app_context():
        assert import_seed(str(path)) == 0


def test_models_and_migrations_agree(app):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with app.app_context(), db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), db.metadata) == []
        assert {"orders", "order_items", "idempotency_keys"} <= set(inspect(connection).get_table_names())
