"""Health, logs, settings, start and import."""

import json
import logging
import uuid

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from tests.conftest import assert_error, new_article
from warehouse import create_app
from warehouse.database import with_driver
from warehouse.importing import ImportFailed, import_articles
from warehouse.logs import JsonFormatter
from warehouse.models import Base
from warehouse.settings import MissingSettings
from warehouse.startup import prepare, wait_for_database

AWAY = "postgresql://nobody@127.0.0.1:1/none"


def test_health_needs_no_credentials(anonymous):
    assert anonymous.get("/health/live").json == {"state": "up"}
    assert anonymous.get("/health/ready").json == {"state": "up"}


def test_it_is_not_ready_before_the_migrations(app, anonymous):
    with app.extensions["engine"].begin() as connection:
        connection.execute(text("update alembic_version set version_num = '0001'"))
    try:
        assert_error(anonymous.get("/health/ready"), 503)
    finally:
        with app.extensions["engine"].begin() as connection:
            connection.execute(text("update alembic_version set version_num = '0002'"))


def test_without_a_database_it_lives_but_is_not_ready():
    client = create_app(DATABASE_URL=AWAY).test_client()
    assert client.get("/health/live").status_code == 200
    assert_error(client.get("/health/ready"), 503)


def test_it_waits_for_the_database_and_gives_up():
    with pytest.raises(OperationalError):
        wait_for_database(create_app(DATABASE_URL=AWAY).extensions["engine"], seconds=0.6)


@pytest.mark.parametrize("name", ["DATABASE_URL", "STOCK_USER", "STOCK_PASSWORD"])
def test_a_missing_setting_is_named(name):
    with pytest.raises(MissingSettings, match=name):
        create_app(**{name: ""})


def test_the_driver_is_added_to_the_url():
    assert with_driver("postgres://a@b/c") == "postgresql+psycopg://a@b/c"
    assert with_driver("postgresql+psycopg://a@b/c") == "postgresql+psycopg://a@b/c"


def test_a_request_id_comes_back_and_is_in_the_line(anonymous, caplog):
    with caplog.at_level(logging.INFO, logger="warehouse.access"):
        response = anonymous.get("/nope?secret=1", headers={"X-Request-ID": "abc-1"})
    assert response.headers["X-Request-ID"] == "abc-1"
    record = next(record for record in caplog.records if record.name == "warehouse.access")
    line = json.loads(JsonFormatter().format(record))
    assert (line["method"], line["path"], line["status"]) == ("GET", "/nope", 404)
    assert {"time", "level", "message", "duration_ms"} <= set(line)
    assert "secret" not in json.dumps(line)


@pytest.mark.parametrize("given", ["", "a b", "x" * 200, "\xe9"])
def test_an_unusable_request_id_is_replaced(anonymous, given):
    assert uuid.UUID(anonymous.get("/health/live", headers={"X-Request-ID": given}).headers["X-Request-ID"])


IMPORTED = {
    **new_article(tags=["tea"], weight_kg=0.5, location=None, reorder_quantity=24, discontinued=False),
    "created_at": "2026-03-01T09:30:00Z",
    "updated_at": "2026-03-02T10:00:00.250000Z",
}


def test_the_file_is_imported_once_and_exactly(app, client, tmp_path):
    other = {**IMPORTED, "sku": "pen", "name": "Pen"}
    path = tmp_path / "articles.json"
    path.write_text(json.dumps([IMPORTED, other]))
    app.config["IMPORT_FILE"] = str(path)
    try:
        prepare(app)
        assert client.get("/pen").json == other
        client.withdraw("tea-green-100", {"quantity": 1})
        client.delete("pen")
        prepare(app)
    finally:
        app.config["IMPORT_FILE"] = None
    assert client.get("/tea-green-100").json["quantity"] == 39
    assert_error(client.get("/pen"), 404)


@pytest.mark.parametrize("content", [None, "{", '[{"sku": "x"}]'])
def test_a_bad_file_is_named(app, tmp_path, content):
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ImportFailed, match="bad.json"):
        import_articles(app.extensions["engine"], str(path))


def test_an_empty_file_imports_nothing(app, tmp_path):
    path = tmp_path / "none.json"
    path.write_text("[]")
    assert import_articles(app.extensions["engine"], str(path)) == 0


def test_models_and_migrations_agree(app):
    with app.extensions["engine"].connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
