import json
from datetime import datetime
from uuid import UUID

import pytest
from conftest import assert_problem, new_order


def test_a_new_order_is_stored_and_read_as_it_was_sent(shop):
    response = shop.order()
    order = response.json
    assert response.status_code == 201
    assert {name: order[name] for name in new_order()} == new_order()
    assert order["total_cents"] == 2190
    assert order["status"] == "pending"
    assert UUID(order["id"])
    assert datetime.fromisoformat(order["created_at"]).tzinfo is not None
    assert shop.get(response.headers["Location"]).json == order
    assert shop.get("/v1/orders").json == {"data": [order], "next_cursor": None}


def test_without_a_note_it_is_null(shop):
    body = new_order()
    del body["note"]
    assert shop.order(body).json["note"] is None


def test_the_extremes_are_taken(shop):
    item = {"sku": "A" * 32, "quantity": 1000, "unit_price_cents": 10_000_000}
    order = shop.order(items=[item] * 50, note="ü" * 500).json
    assert order["total_cents"] == 50 * 1000 * 10_000_000
    assert shop.order(items=[{"sku": "PEN", "quantity": 1.0, "unit_price_cents": 0}]).json["total_cents"] == 0


def item_with(**changes):
    return [{"sku": "TEA", "quantity": 1, "unit_price_cents": 1, **changes}]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"items": item_with(quantity=value)}, "/items/0/quantity")
        for value in (0, 1001, True, "1", 1.5, None, 10**400, [])
    ]
    + [({"items": item_with(unit_price_cents=value)}, "/items/0/unit_price_cents") for value in (-1, 10_000_001, False)]
    + [({"items": item_with(sku=value)}, "/items/0/sku") for value in ("AB", "A" * 33, "tea", "TEA-", "TEA\n", 1)]
    + [({"items": item_with(colour="red")}, "/items/0/colour")]
    + [({"items": value}, "/items") for value in ([], None, {}, "x", item_with() * 51)]
    + [({"items": [1]}, "/items/0")]
    + [({"currency": value}, "/currency") for value in ("CHF", "eur", None, ["EUR"])]
    + [({"customer_email": value}, "/customer_email") for value in ("x", "a@b@c.de", f"{'a' * 250}@b.de", None, 1)]
    + [({"note": value}, "/note") for value in ("x" * 501, 1, "\0", "\ud800")]
    + [({name: "x"}, f"/{name}") for name in ("id", "status", "total_cents")]
    + [({"a/b~": 1}, "/a~1b~0")],
)
def test_what_breaks_a_rule_is_named_and_not_stored(shop, changes, pointer):
    problem = assert_problem(shop.order(**changes), 422)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert shop.get("/v1/orders").json["data"] == []


def test_all_mistakes_are_named_at_once(shop):
    problem = assert_problem(shop.order({"currency": "X", "items": item_with(quantity=0)}), 422)
    assert {error["pointer"] for error in problem["errors"]} == {"/customer_email", "/currency", "/items/0/quantity"}


@pytest.mark.parametrize("text", ["[]", '"text"', "1", "null", "true"])
def test_a_body_must_be_an_object(shop, text):
    headers = {"Idempotency-Key": "k"}
    response = shop.send("POST", "/v1/orders", data=text, content_type="application/json", headers=headers)
    assert_problem(response, 422)


@pytest.mark.parametrize(
    "text", ["", "{", "{'a': 1}", '{"a": NaN}', '{"a": Infinity}', "[" * 100_000, b"\xff", "9" * 5000]
)
def test_what_is_no_json_is_400(shop, text):
    headers = {"Idempotency-Key": "k"}
    response = shop.send("POST", "/v1/orders", data=text, content_type="application/json", headers=headers)
    assert_problem(response, 400)


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_another_media_type_is_415(shop, media_type):
    assert_problem(shop.send("POST", "/v1/orders", data=json.dumps(new_order()), content_type=media_type), 415)


def test_a_body_over_the_limit_is_413(shop):
    assert_problem(shop.order(note="x" * 200_000), 413)


@pytest.mark.parametrize("name", ["x", "\ud800"])
def test_unknown_members_of_a_patch_are_422(shop, name):
    path = shop.order().headers["Location"]
    assert_problem(shop.send("PATCH", path, json={name: 1}), 422)
