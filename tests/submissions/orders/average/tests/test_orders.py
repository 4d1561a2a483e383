def test_create(create):
    response = create()
    assert response.status_code == 201
    assert response.json["status"] == "pending"
    assert response.json["total_cents"] == 900
    assert response.headers["Location"].endswith(response.json["id"])


def test_read(client, auth, create):
    order = create(note="Ring twice.").json
    response = client.get(f"/v1/orders/{order['id']}", auth=auth)
    assert response.status_code == 200
    assert response.json == order


def test_create_without_key(client, auth):
    response = client.post("/v1/orders", json={}, auth=auth)
    assert response.status_code == 400


def test_create_sums_the_items(create):
    items = [
        {"sku": "TEA", "quantity": 3, "unit_price_cents": 100},
        {"sku": "CUP-WHITE", "quantity": 1, "unit_price_cents": 1290},
    ]
    assert create(items=items).json["total_cents"] == 1590


def test_create_twice_with_same_key(client, auth, create):
    first = create(key="abc")
    second = create(key="abc")
    assert first.json == second.json
    assert len(client.get("/v1/orders", auth=auth).json["data"]) == 1


def test_list_newest_first(client, auth, create):
    ids = [create().json["id"] for _ in range(3)]
    response = client.get("/v1/orders", auth=auth)
    assert [order["id"] for order in response.json["data"]] == ids[::-1]
    assert response.json["next_cursor"] is None


def test_list_is_empty_at_first(client, auth):
    assert client.get("/v1/orders", auth=auth).json == {"data": [], "next_cursor": None}


def test_pay(client, auth, create):
    order = create().json
    response = client.patch(f"/v1/orders/{order['id']}", json={"status": "paid"}, auth=auth)
    assert response.status_code == 200
    assert response.json["status"] == "paid"


def test_ship(client, auth, create):
    path = f"/v1/orders/{create().json['id']}"
    client.patch(path, json={"status": "paid"}, auth=auth)
    response = client.patch(path, json={"status": "shipped"}, auth=auth)
    assert response.json["status"] == "shipped"
    assert response.json["updated_at"] > response.json["created_at"]
