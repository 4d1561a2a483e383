import base64
import json
import logging.config

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from house.app import create_app
from house.logs import configuration
from house.settings import Settings
from tests.conftest import LOGIN, assert_error


def basic(raw):
    return "Basic " + base64.b64encode(raw).decode()


@pytest.mark.parametrize(
    "header", ["", "Basic", "Basic !!!", basic(b"nocolon"), basic(b"warden:wrong"), basic(b"\xff:\0"), "Bearer x"]
)
@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", ""), ("GET", "/1"), ("PATCH", "/abc")])
def test_without_the_right_credentials_everything_is_401(anyone, header, method, path):
    headers = {"Authorization": header} if header else {}
    response = anyone.open(f"/api/bookings{path}", method=method, json={}, headers=headers)
    assert_error(response, 401, "unauthorized")
    assert response.headers["WWW-Authenticate"].startswith("Basic ")


def test_the_scheme_comes_in_any_case(anyone):
    header = basic(":".join(LOGIN).encode()).replace("Basic", "bASIC")
    assert anyone.get("/api/bookings", headers={"Authorization": header}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nothing", "/api/bookings/", "//api/bookings"])
def test_unknown_paths_are_404(warden, path):
    assert_error(warden.get(path), 404)


def test_unsupported_methods_name_the_others(warden):
    response = warden.send("DELETE", "/api/bookings/1")
    assert_error(response, 405, "method_not_allowed")
    assert {"GET", "PATCH"} <= set(response.headers["Allow"].split(", "))


@pytest.mark.parametrize("body", [b"", b"{", b'{"attendees": NaN}', b"[" * 20000, b"\xff", b"9" * 6000])
def test_what_is_not_json_is_400(warden, body):
    response = warden.send("POST", "/api/bookings", data=body, content_type="application/json")
    assert_error(response, 400, "bad_request")


@pytest.mark.parametrize("body", ["[]", "null", "3", '"text"'])
def test_what_is_no_object_is_400(warden, body):
    response = warden.send("POST", "/api/bookings", data=body, content_type="application/json")
    assert_error(response, 400, "validation_failed")


@pytest.mark.parametrize("media_type", ["text/plain", "", "application/merge-patch+json"])
def test_another_media_type_is_415(warden, media_type):
    assert_error(warden.send("POST", "/api/bookings", data=b"{}", content_type=media_type), 415)


def test_a_large_body_is_413(warden):
    assert_error(warden.book(note="x" * 70_000), 413)


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (OperationalError("select", {}, Exception("gone"), connection_invalidated=True), 503),
        (PoolTimeout(), 503),
        (DBAPIError("insert", {}, Exception("secret")), 500),
        (RuntimeError("secret"), 500),
    ],
)
def test_failures_tell_nothing_about_us(warden, monkeypatch, failure, status):
    def fail(*_, **__):
        raise failure

    monkeypatch.setattr("house.store.bookings.find", fail)
    response = warden.get("/api/bookings/1")
    assert_error(response, status)
    assert "secret" not in response.text


def test_health_is_public(anyone):
    assert anyone.get("/health/live").json == {"health": "up"}
    assert anyone.get("/health/ready").json == {"health": "up"}


def test_it_is_not_ready_while_a_migration_is_missing(settings, engine, monkeypatch):
    monkeypatch.setattr("house.store.migrate.known", lambda: {"999_later.sql": ""})
    assert_error(create_app(settings, engine).test_client().get("/health/ready"), 503, "unavailable")


def test_without_a_database_it_lives_and_is_not_ready():
    client = create_app(Settings("postgresql://nobody@127.0.0.1:1/none", *LOGIN)).test_client()
    assert client.get("/health/live").status_code == 200
    assert_error(client.get("/health/ready"), 503, "unavailable")


def test_each_request_is_one_line_with_its_id_and_without_its_query(anyone, capsys):
    # Again, as the stream is another one since the application was made.
    logging.config.dictConfig(configuration())
    response = anyone.get("/nothing?who=Ada", headers={"X-Correlation-ID": "abc-1"})
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert response.headers["X-Correlation-ID"] == "abc-1"
    [line] = [line for line in lines if line.get("correlation_id") == "abc-1"]
    assert (line["method"], line["path"], line["status"], line["event"]) == ("GET", "/nothing", 404, "request")
    assert {"time", "severity", "duration_ms"} <= set(line)
    assert "Ada" not in json.dumps(lines)


@pytest.mark.parametrize("sent", ["", "a b", "x" * 300])
def test_an_unusable_id_is_replaced(anyone, sent):
    made = anyone.get("/health/live", headers={"X-Correlation-ID": sent}).headers["X-Correlation-ID"]
    assert len(made) == 32
