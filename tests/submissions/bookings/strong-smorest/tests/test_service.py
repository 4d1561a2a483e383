"""Access, errors, health, logs, settings, start, import."""

import base64
import json
import logging
import uuid

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from rooms import create_app
from rooms.database import db
from rooms.imports import ImportFailed, import_bookings
from rooms.logs import JsonLine
from rooms.settings import MissingSettings, with_driver
from rooms.startup import prepare, wait_for_database
from tests.conftest import LOGIN, NEW, assert_error

AWAY = "postgresql://nobody@127.0.0.1:1/none"


def basic(raw):
    return "Basic " + base64.b64encode(raw).decode()


@pytest.mark.parametrize(
    "header",
    ["", "Basic", "Basic !!!", "Basic \xe9", basic(b"nocolon"), basic(b"porter:wrong"), basic(b"\xff:\0"), "Bearer x"],
)
@pytest.mark.parametrize("path", ["/api/bookings", "/api/bookings/1", "/api/bookings/abc", "/api/nothing"])
def test_without_the_right_credentials_everything_is_401(anyone, header, path):
    response = anyone.get(path, headers={"Authorization": header} if header else {})
    assert_error(response, 401, "unauthorized")
    assert response.headers["WWW-Authenticate"].startswith("Basic ")


def test_the_scheme_comes_in_any_case(anyone):
    header = basic(":".join(LOGIN).encode()).replace("Basic", "bASIC")
    assert anyone.get("/api/bookings", headers={"Authorization": header}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nothing", "/api/bookings/", "//api/bookings"])
def test_unknown_paths_are_404(porter, path):
    assert_error(porter.get(path), 404, "not_found")


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/api/bookings"), ("PUT", "/api/bookings/1")])
def test_unsupported_methods_name_the_others(porter, method, path):
    response = porter.send(method, path)
    assert_error(response, 405, "method_not_allowed")
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("body", [b"", b"{", b'{"attendees": NaN}', b"[" * 20000, b"\xff", b"9" * 6000])
def test_what_is_not_json_is_400(porter, body):
    response = porter.send("POST", "/api/bookings", data=body, content_type="application/json")
    assert_error(response, 400, "bad_request")


@pytest.mark.parametrize("body", ["[]", "null", "3", '"text"'])
def test_what_is_no_object_is_400(porter, body):
    assert_error(porter.send("POST", "/api/bookings", data=body, content_type="application/json"), 400)


@pytest.mark.parametrize("media_type", ["text/plain", "", "application/merge-patch+json"])
def test_another_media_type_is_415(porter, media_type):
    assert_error(porter.send("POST", "/api/bookings", data=b"{}", content_type=media_type), 415)


def test_a_large_body_is_413(porter):
    assert_error(porter.book(note="x" * 70_000), 413, "too_large")


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (OperationalError("select", {}, Exception("gone"), connection_invalidated=True), 503),
        (PoolTimeout(), 503),
        (IntegrityError("insert", {}, Exception("secret")), 500),
        (RuntimeError("secret"), 500),
    ],
)
def test_failures_tell_nothing_about_us(porter, monkeypatch, failure, status):
    def fail(*_, **__):
        raise failure

    monkeypatch.setattr("rooms.bookings.find", fail)
    response = porter.get("/api/bookings/1")
    assert_error(response, status)
    assert "secret" not in response.text


def test_health_is_public(anyone):
    assert anyone.get("/health/live").json == {"health": "up"}
    assert anyone.get("/health/ready").json == {"health": "up"}


def test_without_a_database_it_lives_and_is_not_ready():
    client = create_app({"DATABASE_URL": AWAY}).test_client()
    assert client.get("/health/live").status_code == 200
    assert_error(client.get("/health/ready"), 503, "unavailable")


def test_it_is_not_ready_before_its_migrations(app, anyone):
    with app.app_context():
        downgrade(revision="0001")
        assert_error(anyone.get("/health/ready"), 503)
        upgrade()
        assert anyone.get("/health/ready").status_code == 200
        with db.engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), db.metadata) == []


def test_it_does_not_wait_for_ever(monkeypatch):
    with create_app({"DATABASE_URL": AWAY}).app_context(), pytest.raises(OperationalError):
        wait_for_database(seconds=0.6)


@pytest.mark.parametrize("name", ["DATABASE_URL", "BASIC_USER", "BASIC_PASSWORD"])
def test_a_missing_setting_is_named(name):
    with pytest.raises(MissingSettings, match=name):
        create_app({name: ""})


def test_the_driver_gets_into_the_url():
    assert with_driver("postgres://a@b/c") == "postgresql+psycopg://a@b/c"
    assert with_driver("postgresql+psycopg://a@b/c") == "postgresql+psycopg://a@b/c"


def test_the_id_of_a_request_is_in_its_line_and_the_query_is_not(anyone, caplog):
    with caplog.at_level(logging.INFO, logger="rooms.requests"):
        response = anyone.get("/nothing?who=Ada", headers={"X-Correlation-ID": "abc-1"})
    assert response.headers["X-Correlation-ID"] == "abc-1"
    [record] = [record for record in caplog.records if record.name == "rooms.requests"]
    line = json.loads(JsonLine().format(record))
    assert (line["method"], line["path"], line["status"]) == ("GET", "/nothing", 404)
    assert {"time", "severity", "event", "duration_ms"} <= set(line)
    assert "Ada" not in json.dumps(line)


@pytest.mark.parametrize("sent", ["", "a b", "x" * 200, "\xe9"])
def test_an_unusable_id_is_replaced(anyone, sent):
    assert uuid.UUID(anyone.get("/health/live", headers={"X-Correlation-ID": sent}).headers["X-Correlation-ID"])


IMPORTED = {
    **NEW,
    "id": 417,
    "equipment": ["phone", "screen"],
    "note": None,
    "state": "checked_in",
    "created_at": "2026-02-01T08:00:00Z",
    "updated_at": "2026-02-02T08:00:00Z",
}


def test_bookings_are_imported_once_and_new_ids_go_on_after_them(app, porter, tmp_path):
    cancelled = {**IMPORTED, "id": 7, "state": "cancelled"}
    path = tmp_path / "bookings.json"
    path.write_text(json.dumps([IMPORTED, cancelled]))
    app.config["BOOKINGS_FILE"] = str(path)
    try:
        prepare(app)
        porter.change(IMPORTED, title="Another title")
        assert porter.booked(room="garden")["id"] == 418
        prepare(app)
    finally:
        app.config["BOOKINGS_FILE"] = None
    assert porter.get("/api/bookings/7").json == cancelled
    assert porter.get("/api/bookings/417").json["title"] == "Another title"
    assert porter.get().json["total"] == 3
    assert porter.booked(room="atrium")["id"] == 419


@pytest.mark.parametrize("content", [None, "{", '[{"id": 1}]'])
def test_a_bad_file_is_named(app, tmp_path, content):
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_text(content)
    with app.app_context(), pytest.raises(ImportFailed, match="bad.json"):
        import_bookings(str(path))


def test_an_empty_file_is_fine(app, tmp_path):
    path = tmp_path / "none.json"
    path.write_text("[]")
    with app.app_context():
        assert import_bookings(str(path)) == 0


def test_the_table_itself_keeps_its_rules(app):
    with app.app_context(), pytest.raises(IntegrityError):
        db.session.execute(
            text(
                "insert into bookings (room, title, booked_by, attendees, starts_at, ends_at, equipment)"
                " values ('a-b', 't', 'Ada', 1, now(), now(), '{}')"
            )
        )
