import uuid

import pytest

from tests.conftest import assert_problem, new_order


def test_a_new_order_is_pending_and_has_its_total(client):
    order = client.created(note="Ring twice. \N{BELL} e\N{COMBINING ACUTE ACCENT}")
    assert order["status"] == "pending"
    assert order["total_cents"] == 2190
    assert order["note"] == "Ring twice. \N{BELL} e\N{COMBINING ACUTE ACCENT}"
    assert order["created_at"] == order["updated_at"]
    assert order["created_at"].endswith("Z")


def test_the_location_leads_to_the_order(client):
    response = client.post(new_order())
    assert client.get(response.headers["Location"]).json == response.json


def test_items_keep_their_order(client):
    items = [{"sku": f"SKU-{n}", "quantity": 1, "unit_price_cents": n} for n in (5, 3, 9, 1)]
    order = client.created(items=items)
    assert client.get(f"/v1/orders/{order['id']}").json["items"] == items


def test_the_note_is_null_when_not_sent(client):
    assert client.created()["note"] is None


def test_a_whole_number_may_be_written_with_a_point(client):
    assert client.created(items=[{"sku": "PEN", "quantity": 2.0, "unit_price_cents": 5}])["total_cents"] == 10


@pytest.mark.parametrize("order_id", [str(uuid.uuid4()), "42", "%00", "nope", f"urn:uuid:{uuid.uuid4()}"])
def test_an_unknown_id_is_404(client, order_id):
    assert_problem(client.get(f"/v1/orders/{order_id}"), 404)
    assert_problem(client.patch(f"/v1/orders/{order_id}", {"note": "x"}), 404)


ITEM = {"sku": "PEN", "quantity": 1, "unit_price_cents": 1}


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"customer_email": "nobody"}, "/customer_email"),
        ({"customer_email": "a@b.example\n"}, "/customer_email"),
        ({"customer_email": None}, "/customer_email"),
        ({"currency": "eur"}, "/currency"),
        ({"items": []}, "/items"),
        ({"items": [ITEM] * 51}, "/items"),
        ({"items": {}}, "/items"),
        ({"items": [ITEM, {**ITEM, "quantity": 0}]}, "/items/1/quantity"),
        ({"items": [{**ITEM, "quantity": True}]}, "/items/0/quantity"),
        ({"items": [{**ITEM, "quantity": "1"}]}, "/items/0/quantity"),
        ({"items": [{**ITEM, "quantity": 1.5}]}, "/items/0/quantity"),
        ({"items": [{**ITEM, "unit_price_cents": 10**30}]}, "/items/0/unit_price_cents"),
        ({"items": [{**ITEM, "sku": "pen"}]}, "/items/0/sku"),
        ({"items": [{**ITEM, "sku": "PEN\n"}]}, "/items/0/sku"),
        ({"items": [{**ITEM, "colour": "red"}]}, "/items/0/colour"),
        ({"note": 5}, "/note"),
        ({"note": "x" * 501}, "/note"),
        ({"note": "a\0b"}, "/note"),
        ({"note": "a\ud800b"}, "/note"),
        ({"status": "paid"}, "/status"),
        ({"a/b~c": 1}, "/a~1b~0c"),
    ],
)
def test_a_broken_rule_is_422_and_named(client, fields, pointer):
    problem = assert_problem(client.post(new_order(**fields)), 422)
    assert pointer in [error["pointer"] for error in problem["errors"]]
    assert client.get("/v1/orders").json["data"] == []


def test_every_broken_rule_is_named(client):
    problem = assert_problem(client.post({"currency": "X"}), 422)
    assert {error["pointer"] for error in problem["errors"]} == {"/customer_email", "/currency", "/items"}


@pytest.mark.parametrize("body", [[], "text", 5, True])
def test_a_body_that_is_no_object_is_422(client, body):
    assert_problem(client.post(body), 422)
