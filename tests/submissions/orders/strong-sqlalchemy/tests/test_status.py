import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest

from orders.lifecycle import NEXT, STATUSES
from tests.conftest import assert_problem

WAY = {
    "pending": [],
    "paid": ["paid"],
    "shipped": ["paid", "shipped"],
    "delivered": ["paid", "shipped", "delivered"],
    "cancelled": ["cancelled"],
}


@pytest.mark.parametrize(("current", "wanted"), list(itertools.product(STATUSES, STATUSES)))
def test_only_the_allowed_moves_work(client, current, wanted):
    path = f"/v1/orders/{client.created()['id']}"
    for status in WAY[current]:
        assert client.patch(path, {"status": status}).status_code == 200
    before = client.get(path).json
    response = client.patch(path, {"status": wanted, "note": "moved"})
    if wanted in NEXT[current]:
        assert response.status_code == 200
        assert response.json == client.get(path).json
        assert (response.json["status"], response.json["note"]) == (wanted, "moved")
        assert response.json["updated_at"] > before["updated_at"]
    else:
        assert_problem(response, 409)
        assert client.get(path).json == before


def test_fields_that_are_not_sent_keep_their_value(client):
    order = client.created(note="first")
    path = f"/v1/orders/{order['id']}"
    assert client.patch(path, {"status": "paid"}).json["note"] == "first"
    changed = client.patch(path, {"note": None}).json
    assert (changed["note"], changed["status"]) == (None, "paid")


def test_a_patch_that_changes_nothing_keeps_the_time(client):
    order = client.created(note="same")
    assert client.patch(f"/v1/orders/{order['id']}", {"note": "same"}).json == order


@pytest.mark.parametrize("body", [{}, {"status": "lost"}, {"status": None}, {"total_cents": 1}, {"note": 1}, []])
def test_a_patch_that_breaks_a_rule_is_422(client, body):
    assert_problem(client.patch(f"/v1/orders/{client.created()['id']}", body), 422)


def test_of_two_moves_at_once_one_wins(app, client):
    path = f"/v1/orders/{client.created()['id']}"
    with ThreadPoolExecutor(8) as threads:
        statuses = list(threads.map(lambda _: client.patch(path, {"status": "paid"}).status_code, range(8)))
    assert sorted(statuses) == [200] + [409] * 7
