"""Access, errors of Flask's own, health, the log."""

import base64
import json
import logging

import psycopg
import pytest
from conftest import LOGIN, assert_problem

from shop.app import create_app
from shop.logs import JsonLines
from shop.settings import Settings

ORDER = "/v1/orders/0f9b3a52-6f1d-4c1e-9a3e-2f6f4f1f9b10"
PATHS = [("GET", "/v1/orders"), ("POST", "/v1/orders"), ("GET", ORDER), ("PATCH", ORDER)]


def basic(text):
    return "Basic " + base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_every_operation_asks_who_is_there(anyone, method, path):
    response = anyone.open(path, method=method)
    assert_problem(response, 401)
    assert response.headers["WWW-Authenticate"].startswith("Basic ")


@pytest.mark.parametrize(
    "header",
    ["", "Basic", "Basic !", "Basic é", "Bearer x", basic("shop"), basic("shop:"), basic(":")]
    + [basic("shop:pass:word u"), basic(f"Shop:{LOGIN[1]}"), basic(f"{LOGIN[1]}:shop")],
)
def test_wrong_credentials_are_refused(anyone, header):
    assert_problem(anyone.get("/v1/orders", headers={"Authorization": header}), 401)


def test_the_scheme_may_be_written_in_any_case(anyone):
    header = basic(":".join(LOGIN)).replace("Basic", "bASIC")
    assert anyone.get("/v1/orders", headers={"Authorization": header}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nope", "/v1", "/v1/orders/", "//v1/orders", "/healthz/"])
def test_an_unknown_path_is_a_problem(shop, path):
    assert_problem(shop.get(path), 404)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/v1/orders", {"GET", "POST", "HEAD", "OPTIONS"}),
        ("POST", ORDER, {"GET", "PATCH", "HEAD", "OPTIONS"}),
        ("POST", "/healthz", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_an_unsupported_method_is_a_problem_that_names_the_others(shop, method, path, allowed):
    response = shop.send(method, path)
    assert_problem(response, 405)
    assert set(response.headers["Allow"].split(", ")) == allowed


@pytest.mark.parametrize(("error", "status"), [(psycopg.OperationalError("gone"), 503), (KeyError("secret"), 500)])
def test_failures_of_ours_are_problems_that_tell_nothing(shop, monkeypatch, caplog, error, status):
    def fail(*_):
        raise error

    monkeypatch.setattr("shop.orders.repository.find", fail)
    assert "secret" not in json.dumps(assert_problem(shop.get(ORDER), status))
    assert [record.levelname for record in caplog.records if record.name == "shop.web.problem"] == ["ERROR"]


def test_health_is_public(anyone):
    for path in ("/healthz", "/readyz"):
        assert anyone.get(path).json == {"status": "ok"}


def test_it_is_not_ready_while_migrations_are_missing(anyone, connection):
    connection.execute("update schema_migrations set name = 'x' where name like '003%'")
    try:
        assert_problem(anyone.get("/readyz"), 503)
    finally:
        connection.execute("update schema_migrations set name = '003_status_index.sql' where name = 'x'")
    assert anyone.get("/readyz").status_code == 200


def test_without_a_database_it_lives_but_is_not_ready(monkeypatch):
    monkeypatch.setattr("psycopg_pool.ConnectionPool.connection", refuse)
    client = create_app(Settings("postgresql://nobody@127.0.0.1:1/none", *LOGIN)).test_client()
    assert client.get("/healthz").status_code == 200
    assert_problem(client.get("/readyz"), 503)


def refuse(*_, **__):
    raise psycopg.OperationalError("connection refused")


def test_a_request_has_one_line_and_its_id_comes_back(anyone, caplog):
    with caplog.at_level(logging.INFO, logger="shop.access"):
        response = anyone.get("/nope?secret=1", headers={"X-Request-ID": "abc-1"})
    assert response.headers.getlist("X-Request-ID") == ["abc-1"]
    (record,) = [record for record in caplog.records if record.name == "shop.access"]
    line = json.loads(JsonLines().format(record))
    expected = {"request_id": "abc-1", "method": "GET", "path": "/nope", "status": 404, "level": "info"}
    assert expected.items() <= line.items()
    assert {"timestamp", "message", "duration_ms"} <= set(line)
    assert "secret" not in json.dumps(line)


@pytest.mark.parametrize("sent", ["", "a b", 'a"b', "x" * 300, "é"])
def test_an_unusable_id_is_replaced(anyone, sent):
    identity = anyone.get("/healthz", headers={"X-Request-ID": sent}).headers["X-Request-ID"]
    assert len(identity) == 32
    assert identity.isalnum()


def test_a_traceback_stays_in_its_line():
    try:
        raise ValueError("two\nlines")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "said %s", ("a\nb",), (ValueError, error, None))
    text = JsonLines().format(record)
    assert "\n" not in text
    assert json.loads(text)["message"] == "said a\nb"
    assert "two" in json.loads(text)["traceback"]
