import os
import sys
import uuid
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from app import app  # noqa: E402

AUTH = (os.environ["API_USERNAME"], os.environ["API_PASSWORD"])
ORDER = {
    "customer_email": "ada@example.com",
    "currency": "EUR",
    "items": [{"sku": "TEA-GREEN-100", "quantity": 2, "unit_price_cents": 450}],
}


@pytest.fixture
def client():
    return app.test_client()


def create(client, key=None, **changes):
    headers = {"Idempotency-Key": key or str(uuid.uuid4())}
    return client.post("/v1/orders", json={**ORDER, **changes}, auth=AUTH, headers=headers)


def test_a_new_order_can_be_read(client):
    response = create(client, note="Ring twice.")
    assert response.status_code == 201
    assert response.json["total_cents"] == 900
    assert client.get(response.headers["Location"], auth=AUTH).json == response.json


def test_credentials_are_needed(client):
    assert client.get("/v1/orders").status_code == 401
    assert client.get("/v1/orders", auth=("a", "b")).status_code == 401


def test_bad_quantity_is_refused(client):
    for quantity in (0, 1001, True, "1", None):
        item = {"sku": "TEA", "quantity": quantity, "unit_price_cents": 1}
        assert create(client, items=[item]).status_code == 422


def test_same_key_gives_same_order(client):
    key = str(uuid.uuid4())
    assert create(client, key).json == create(client, key).json
    assert create(client, key, note="other").status_code == 422


def test_pages_show_every_order_once(client):
    email = f"{uuid.uuid4()}@example.com"
    ids = {create(client, customer_email=email).json["id"] for _ in range(7)}
    seen, query = [], {"customer_email": email, "limit": 3, "sort": "total_cents"}
    while True:
        page = client.get("/v1/orders", query_string=query, auth=AUTH).json
        seen += [order["id"] for order in page["data"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert sorted(seen) == sorted(ids)


def test_status_moves(client):
    path = create(client).headers["Location"]
    assert client.patch(path, json={"status": "shipped"}, auth=AUTH).status_code == 409
    assert client.patch(path, json={"status": "paid"}, auth=AUTH).json["status"] == "paid"


def test_unknown_path_is_a_problem(client):
    response = client.get("/nope")
    assert (response.status_code, response.content_type) == (404, "application/problem+json")
