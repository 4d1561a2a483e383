from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from conftest import assert_problem

from shop.orders.status import MOVES, STATUSES

WAYS = {
    "pending": [],
    "paid": ["paid"],
    "shipped": ["paid", "shipped"],
    "delivered": ["paid", "shipped", "delivered"],
    "cancelled": ["cancelled"],
}


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("wanted", STATUSES)
def test_moves(shop, status, wanted):
    path = shop.order().headers["Location"]
    for step in WAYS[status]:
        shop.patch(path, status=step)
    before = shop.get(path).json
    assert before["status"] == status
    response = shop.patch(path, status=wanted, note="moved")
    if (status, wanted) in MOVES:
        after = shop.get(path).json
        assert response.json == after
        assert after["updated_at"] > before["updated_at"]
        assert after == {**before, "status": wanted, "note": "moved", "updated_at": after["updated_at"]}
    else:
        assert_problem(response, 409)
        assert shop.get(path).json == before


def test_there_are_five_moves():
    assert len(MOVES) == 5


def test_a_note_changes_alone(shop):
    path = shop.order().headers["Location"]
    assert shop.patch(path, note="Another.").json["note"] == "Another."
    after = shop.patch(path, note=None).json
    assert (after["note"], after["status"]) == (None, "pending")


def test_the_same_note_again_changes_nothing(shop):
    order = shop.order().json
    assert shop.patch(f"/v1/orders/{order['id']}", note=order["note"]).json == order


@pytest.mark.parametrize(
    "members", [{}, {"status": "lost"}, {"status": None}, {"status": 1}, {"note": 1}, {"total_cents": 1}]
)
def test_a_patch_that_breaks_a_rule_is_422(shop, members):
    assert_problem(shop.patch(shop.order().headers["Location"], **members), 422)


@pytest.mark.parametrize("order_id", [str(uuid4()), "nope", "%00", "{0f9b3a52-6f1d-4c1e-9a3e-2f6f4f1f9b10}", "x" * 300])
def test_an_unknown_order_is_404(shop, order_id):
    assert_problem(shop.get(f"/v1/orders/{order_id}"), 404)
    assert_problem(shop.patch(f"/v1/orders/{order_id}", status="paid"), 404)


def test_one_of_many_moves_at_once_wins(shop):
    path = shop.order().headers["Location"]
    with ThreadPoolExecutor(8) as threads:
        statuses = sorted(threads.map(lambda _: shop.patch(path, status="paid").status_code, range(8)))
    assert statuses == [200] + [409] * 7
