import base64

import psycopg
import pytest
from conftest import LOGIN, assert_failure
from psycopg_pool import PoolTimeout


@pytest.mark.parametrize(
    "wrong",
    [
        {"sku": "Pen"},
        {"sku": "ab"},
        {"sku": "pen\n"},
        {"name": ""},
        {"name": "a\0b"},
        {"name": "\ud800"},
        {"supplier": "x" * 61},
        {"quantity": -1},
        {"quantity": True},
        {"quantity": "1"},
        {"quantity": 10**30},
        {"unit_price": 0.35},
        {"unit_price": ".35"},
        {"tags": ["a", "a"]},
        {"tags": ["A"]},
        {"tags": list("abcdefghi")},
        {"weight_kg": 0},
        {"weight_kg": "1"},
        {"reorder_quantity": 13},
        {"discontinued": 1},
        {"price": 1},
    ],
)
def test_a_broken_rule_is_a_400_that_names_the_field(depot, wrong):
    failure = assert_failure(depot.add(**wrong), 400)
    assert failure["fields"][0]["field"].startswith("/" + next(iter(wrong)))
    assert depot.list().json["articles"] == []


@pytest.mark.parametrize(
    "right", [{"quantity": 0}, {"quantity": 2.0}, {"unit_price": "9999999.99"}, {"weight_kg": 1000}, {"tags": []}]
)
def test_the_last_allowed_value_is_taken(depot, right):
    name, value = next(iter(right.items()))
    assert depot.add(**right).json[name] == value


@pytest.mark.parametrize("body", [b"", b"{", b'{"a":Infinity}', b"[" * 20000, b"\xff"])
def test_what_is_not_json_is_400(depot, body):
    assert_failure(depot.send("POST", data=body, content_type="application/json"), 400)


@pytest.mark.parametrize("body", [None, [], 1, "x"])
def test_what_is_no_object_is_400(depot, body):
    import json

    assert_failure(depot.send("POST", data=json.dumps(body), content_type="application/json"), 400)


def test_other_bodies_are_refused(depot):
    assert_failure(depot.send("POST", data=b"{}", content_type="text/plain"), 415)
    assert_failure(depot.add(name="x" * 70_000), 413)


@pytest.mark.parametrize("quantity", [0, -3, 1.5, None])
def test_only_a_positive_quantity_can_be_taken(depot, quantity):
    depot.add()
    assert_failure(depot.take(quantity), 400)


def basic(text):
    return "Basic " + base64.b64encode(text).decode()


@pytest.mark.parametrize(
    "header", ["", "Basic", "Basic ***", "Basic \xe9", basic(b"clerk"), basic(b"clerk:no"), basic(b"\xff:"), "Bearer x"]
)
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_nobody_gets_in_without_credentials(anyone, header, method):
    response = anyone.open("/api/articles/pen", method=method, headers={"Authorization": header})
    assert_failure(response, 401)
    assert response.headers["WWW-Authenticate"].startswith("Basic ")


def test_the_scheme_may_be_written_in_any_case(anyone):
    header = basic(":".join(LOGIN).encode()).replace("Basic", "BASIC")
    assert anyone.get("/api/articles", headers={"Authorization": header}).status_code == 200


def test_flasks_own_answers_have_the_form(depot, anyone):
    assert_failure(anyone.get("/nope"), 404)
    assert_failure(depot.read("Not a sku"), 404)
    response = depot.send("PATCH", "/pen")
    assert_failure(response, 405)
    assert "PUT" in response.headers["Allow"]


@pytest.mark.parametrize(
    ("error", "status"),
    [(PoolTimeout("full"), 503), (psycopg.OperationalError("gone"), 503), (RuntimeError("secret"), 500)],
)
def test_failures_tell_nothing(depot, monkeypatch, error, status):
    def fail(*_):
        raise error

    monkeypatch.setattr("depot.articles.find", fail)
    response = depot.read()
    assert_failure(response, status)
    assert "secret" not in response.text
