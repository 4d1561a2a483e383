import json

import pytest

from orders.commands import init_db


def test_create_and_read(client):
    created = client.create(note="Ring twice.")
    assert created.status_code == 201
    assert created.json["total_cents"] == 900
    assert client("GET", created.headers["Location"]).json == created.json


@pytest.mark.parametrize("change", [{"currency": "DM"}, {"items": []}, {"note": 1}, {"customer_email": "x"}, {"id": "1"}])
def test_what_is_not_valid_is_422(client, change):
    response = client.create(**change)
    assert response.status_code == 422
    assert response.json["errors"][0]["pointer"] == f"/{next(iter(change))}"


def test_a_repeat_gets_the_first_answer(client):
    assert client.create("k").json == client.create("k").json
    assert client.create("k", note="other").status_code == 422
    assert len(client("GET", "/v1/orders").json["data"]) == 1


def test_pages(client):
    ids = {client.create().json["id"] for _ in range(5)}
    first = client("GET", "/v1/orders?limit=3&sort=total_cents").json
    second = client("GET", f"/v1/orders?limit=3&sort=total_cents&cursor={first['next_cursor']}").json
    assert {order["id"] for order in first["data"] + second["data"]} == ids
    assert second["next_cursor"] is None


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "sort=id", "cursor=x", "created_from=yesterday"])
def test_bad_parameters(client, query):
    assert client("GET", f"/v1/orders?{query}").status_code == 422


def test_moves(client):
    path = client.create().headers["Location"]
    assert client("PATCH", path, json={"status": "delivered"}).status_code == 409
    assert client("PATCH", path, json={"status": "paid"}).json["status"] == "paid"


def test_login(app):
    response = app.test_client().get("/v1/orders", auth=("tester", "wrong"))
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].lower().startswith("basic")


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nope", 404), ("DELETE", "/v1/orders", 405)])
def test_flask_errors_are_problems(client, method, path, status):
    response = client(method, path)
    assert (response.status_code, response.json["status"]) == (status, status)
    assert response.content_type == "application/problem+json"


def test_import(app, client, tmp_path):
    order = client.create().json
    file = tmp_path / "orders.json"
    file.write_text(json.dumps([{**order, "id": "0f9b3a52-6f1d-4c1e-9a3e-2f6f4f1f9b10"}]))
    app.config["SEED_FILE"] = str(file)
    for _ in range(2):
        assert app.test_cli_runner().invoke(init_db).exit_code == 0
    assert len(client("GET", "/v1/orders").json["data"]) == 2


def test_health(app):
    assert app.test_client().get("/healthz").json == app.test_client().get("/readyz").json == {"status": "ok"}
