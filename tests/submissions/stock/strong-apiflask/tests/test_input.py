"""What is refused, and how."""

import base64

import pytest
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from tests.conftest import CREDENTIALS, assert_error, new_article

ONE = "/api/articles/tea-green-100"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sku", "Tea"),
        ("sku", "ab"),
        ("sku", "tea\n"),
        ("sku", 1),
        ("name", ""),
        ("name", "x" * 121),
        ("name", "a\0"),
        ("name", "\ud800"),
        ("name", None),
        ("quantity", -1),
        ("quantity", 1_000_001),
        ("quantity", True),
        ("quantity", "1"),
        ("quantity", 1.5),
        ("unit_price", 4.5),
        ("unit_price", "4.5"),
        ("unit_price", "04.50"),
        ("unit_price", "-4.50"),
        ("tags", ["a", "a"]),
        ("tags", ["A"]),
        ("tags", list("abcdefghi")),
        ("tags", "a"),
        ("weight_kg", 0),
        ("weight_kg", 1000.5),
        ("weight_kg", "1"),
        ("weight_kg", True),
        ("weight_kg", 10**400),
        ("location", ""),
        ("reorder_quantity", 0),
        ("reorder_quantity", 13),
        ("reorder_quantity", None),
        ("discontinued", 1),
        ("discontinued", "true"),
        ("created_at", "2026-01-01T00:00:00Z"),
    ],
)
def test_a_value_that_breaks_a_rule_is_refused_and_named(client, field, value):
    error = assert_error(client.post(new_article(**{field: value})), 400, "invalid")
    assert error["fields"][0]["field"].startswith(f"/{field}")
    assert client.get().json["articles"] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("quantity", 0), ("quantity", 2.0), ("unit_price", "0.00"), ("weight_kg", 1000), ("reorder_quantity", 1200)],
)
def test_the_last_allowed_value_is_taken(client, field, value):
    assert client.created(**{field: value})[field] == value


@pytest.mark.parametrize("body", [b"", b"{", b'{"a":NaN}', b"[" * 20000, b"\xff", b'{"a":' + b"9" * 6000 + b"}"])
def test_what_is_not_json_is_400(client, body):
    assert_error(client.open("/api/articles", method="POST", data=body, content_type="application/json"), 400)


@pytest.mark.parametrize("body", [[], "text", 1, True])
def test_what_is_no_object_is_400(client, body):
    assert_error(client.post(body), 400)


@pytest.mark.parametrize("body", [{"quantity": 0}, {"quantity": -3}, {}, {"quantity": 1, "reason": "x" * 201}])
def test_a_withdrawal_that_breaks_a_rule_is_400(client, body):
    client.created()
    assert_error(client.withdraw("tea-green-100", body), 400)


@pytest.mark.parametrize("media_type", ["text/plain", "", "application/merge-patch+json"])
def test_another_media_type_is_415(client, media_type):
    assert_error(client.open("/api/articles", method="POST", data=b"{}", content_type=media_type), 415)


def test_a_large_body_is_413(client):
    assert_error(client.post(new_article(name="x" * 40_000)), 413)


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
    ("method", "path"),
    [("GET", "/api/articles"), ("POST", "/api/articles"), ("PUT", ONE), ("DELETE", ONE), ("GET", "/api/articles/X")],
)
def test_wrong_credentials_are_401_with_a_challenge(anonymous, header, method, path):
    headers = {} if header is None else {"Authorization": header}
    response = anonymous.open(path, method=method, headers=headers)
    assert_error(response, 401)
    assert response.headers["WWW-Authenticate"].startswith("Basic ")


def test_the_scheme_is_read_in_any_case(anonymous):
    header = basic(":".join(CREDENTIALS).encode()).replace("Basic", "bASIC")
    assert anonymous.get("/api/articles", headers={"Authorization": header}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nope", "/api/articles/", "//api/articles", "/api/articles/X", "/api/%00"])
def test_unknown_paths_are_404(client, path):
    assert_error(client.open(path), 404)


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/api/articles"), ("PATCH", ONE), ("POST", "/health/live")])
def test_unsupported_methods_are_405_and_say_what_is_allowed(client, method, path):
    response = client.open(path, method=method)
    assert_error(response, 405)
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (OperationalError("select", {}, Exception("gone"), connection_invalidated=True), 503),
        (PoolTimeout(), 503),
        (ProgrammingError("select", {}, Exception("secret table")), 500),
        (RuntimeError("secret"), 500),
    ],
)
def test_unexpected_failures_have_the_form_too_and_tell_nothing(client, monkeypatch, failure, status):
    def fail(*_):
        raise failure

    monkeypatch.setattr("warehouse.articles.store.read", fail)
    response = client.get("/tea-green-100")
    assert_error(response, status)
    assert b"secret" not in response.data
