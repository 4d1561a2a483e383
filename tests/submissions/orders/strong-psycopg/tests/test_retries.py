import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import assert_problem, new_order


def test_a_repeat_gets_the_first_answer_and_stores_nothing(shop):
    first = shop.order(key="k")
    shop.patch(first.headers["Location"], status="paid")
    again = shop.order(key="k")
    assert (again.status_code, again.data) == (201, first.data)
    assert again.headers["Location"] == first.headers["Location"]
    assert len(shop.get("/v1/orders").json["data"]) == 1


def test_the_same_body_may_be_written_otherwise(shop):
    first = shop.order(key="k")
    text = json.dumps(dict(reversed(new_order().items())), indent=1)
    headers = {"Idempotency-Key": "k"}
    again = shop.send("POST", "/v1/orders", data=text, content_type="application/json", headers=headers)
    assert again.data == first.data


def test_another_body_is_refused(shop):
    shop.order(key="k")
    assert_problem(shop.order(key="k", note="Another."), 422)
    assert len(shop.get("/v1/orders").json["data"]) == 1


def test_a_refused_order_leaves_its_key_free(shop):
    assert_problem(shop.order(key="k", currency="X"), 422)
    assert shop.order(key="k").status_code == 201


def test_at_the_same_time_one_order_is_made(shop):
    with ThreadPoolExecutor(8) as threads:
        responses = list(threads.map(lambda _: shop.order(key="k"), range(16)))
    assert {response.status_code for response in responses} <= {201, 409}
    assert len({response.data for response in responses if response.status_code == 201}) == 1
    assert len(shop.get("/v1/orders").json["data"]) == 1


def test_while_another_request_works_on_the_key_it_is_409(shop, connection):
    with connection.transaction():
        connection.execute("select pg_advisory_xact_lock(hashtextextended('k', 0))")
        assert_problem(shop.order(key="k"), 409)
    assert shop.order(key="k").status_code == 201


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": ""}, {"Idempotency-Key": "  "}])
def test_without_a_key_it_is_400(shop, headers):
    assert_problem(shop.send("POST", "/v1/orders", json=new_order(), headers=headers), 400)


def test_a_key_has_an_end(shop):
    assert shop.order(key="k" * 255).status_code == 201
    assert_problem(shop.order(key="k" * 256), 422)
