import json
import uuid
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text

from orders.extensions import db
from tests.conftest import CREDENTIALS, assert_problem, new_order


def test_a_repeat_gets_the_first_answer_and_creates_nothing(client):
    first = client.post(new_order(), key="k")
    client.patch(first.headers["Location"], {"status": "paid"})
    again = client.post(new_order(), key="k")
    assert (again.status_code, again.data, again.headers["Location"]) == (201, first.data, first.headers["Location"])
    assert len(client.get("/v1/orders").json["data"]) == 1


def test_the_same_body_written_differently_is_the_same_body(client):
    first = client.post(new_order(), key="k")
    reordered = json.dumps(dict(reversed(new_order().items())), indent=4)
    again = client.open(
        "/v1/orders",
        method="POST",
        data=reordered,
        content_type="application/json; charset=utf-8",
        headers={"Idempotency-Key": "k"},
    )
    assert again.data == first.data


def test_the_same_key_with_another_body_is_422(client):
    client.post(new_order(), key="k")
    assert_problem(client.post(new_order(note="other"), key="k"), 422)
    assert len(client.get("/v1/orders").json["data"]) == 1


def test_a_refused_request_does_not_use_the_key_up(client):
    assert_problem(client.post(new_order(currency="X"), key="k"), 422)
    assert client.post(new_order(), key="k").status_code == 201


def test_at_the_same_time_one_order_is_created(client):
    key = str(uuid.uuid4())
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: client.post(new_order(), key=key), range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json["id"] for answer in answers}) == 1
    assert len(client.get("/v1/orders").json["data"]) == 1


def test_a_key_that_is_held_for_long_is_409(app, client, monkeypatch):
    monkeypatch.setattr("orders.services.idempotency.LOCK_TIMEOUT", "50ms")
    with app.app_context(), db.engine.connect() as other_request:
        other_request.execute(text("insert into idempotency_keys (key, fingerprint) values ('k', 'x')"))
        assert_problem(client.post(new_order(), key="k"), 409)


def test_without_a_key_it_is_400(app):
    response = app.test_client().post("/v1/orders", json=new_order(), auth=CREDENTIALS)
    assert_problem(response, 400)


def test_a_key_has_at_most_255_characters(client):
    assert client.post(new_order(), key="k" * 255).status_code == 201
    assert_problem(client.post(new_order(), key="k" * 256), 422)
