import base64

import pytest
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from tests.conftest import CREDENTIALS, assert_problem, new_order

UNKNOWN = "/v1/orders/0f9b3a52-6f1d-4c1e-9a3e-2f6f4f1f9b10"


def basic(text):
    return "Basic " + base64.b64encode(text).decode()


@pytest.mark.parametrize(
    "header",
    [
        None,
        "Basic",
        "Basic !!!",
        "Basic \xe9",
        basic(b"nocolon"),
        basic(b"tester:wrong"),
        basic(b"wrong:p:\xc3\xa4 ss"),
        basic(b"\xff:\x00"),
        "Bearer abc",
    ],
)
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v1/orders"), ("POST", "/v1/orders"), ("GET", UNKNOWN), ("PATCH", UNKNOWN)]
)
def test_wrong_credentials_are_401_with_a_challenge(anonymous, header, method, path):
    response = anonymous.open(path, method=method, json={}, headers={} if header is None else {"Authorization": header})
    assert_problem(response, 401)
    assert response.headers["WWW-Authenticate"].startswith("Basic ")


def test_the_scheme_is_read_in_any_case(anonymous):
    header = basic(":".join(CREDENTIALS).encode()).replace("Basic", "bASIC")
    assert anonymous.get("/v1/orders", headers={"Authorization": header}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nope", "/v1/orders/", "//v1/orders", "/v1/%00"])
def test_unknown_paths_are_404(client, path):
    assert_problem(client.get(path), 404)


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/v1/orders"), ("PUT", UNKNOWN), ("POST", "/healthz")])
def test_unsupported_methods_are_405_and_say_what_is_allowed(client, method, path):
    response = client.open(path, method=method)
    assert_problem(response, 405)
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("body", [b"", b"{", b'{"a":NaN}', b"[" * 20000, b"\xff", b'{"a":' + b"9" * 6000 + b"}"])
def test_what_is_not_json_is_400(client, body):
    response = client.open(
        "/v1/orders", method="POST", data=body, content_type="application/json", headers={"Idempotency-Key": "k"}
    )
    assert_problem(response, 400)


@pytest.mark.parametrize("media_type", ["text/plain", "", "application/merge-patch+json"])
def test_another_media_type_is_415(client, media_type):
    assert_problem(client.open("/v1/orders", method="POST", data=b"{}", content_type=media_type), 415)


def test_a_large_body_is_413(client):
    assert_problem(client.post(new_order(note="x" * 70_000)), 413)


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (OperationalError("select", {}, Exception("gone"), connection_invalidated=True), 503),
        (PoolTimeout(), 503),
        (ProgrammingError("select", {}, Exception("secret table")), 500),
        (RuntimeError("secret"), 500),
    ],
)
def test_unexpected_failures_are_problems_that_tell_nothing(app, client, monkeypatch, failure, status, capsys):
    def fail(*_):
        raise failure

    monkeypatch.setattr("orders.services.orders.read_order", fail)
    response = client.get(UNKNOWN)
    assert_problem(response, status)
    assert b"secret" not in response.data
