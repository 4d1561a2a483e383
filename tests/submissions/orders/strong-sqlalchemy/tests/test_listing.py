import uuid

import pytest
from sqlalchemy import event

from orders.extensions import db
from tests.conftest import assert_problem


def make(client, count, **fields):
    return [
        client.created(items=[{"sku": "PEN", "quantity": 1 + n % 3, "unit_price_cents": 100}], **fields)
        for n in range(count)
    ]


def walk(client, query, repeat_query=True):
    """All orders over all pages."""
    seen, cursor = [], None
    while True:
        asked = {**(query if repeat_query or cursor is None else {}), **({"cursor": cursor} if cursor else {})}
        page = client.get("/v1/orders", query_string=asked).json
        seen += page["data"]
        cursor = page["next_cursor"]
        if cursor is None:
            return seen


@pytest.mark.parametrize("sort", ["created_at", "-created_at", "total_cents", "-total_cents"])
@pytest.mark.parametrize("repeat_query", [True, False])
def test_a_walk_gives_each_order_once_and_in_order(client, sort, repeat_query):
    orders = make(client, 11)
    walked = walk(client, {"limit": 4, "sort": sort}, repeat_query)
    by_id = sorted(orders, key=lambda order: order["id"])
    expected = sorted(by_id, key=lambda order: order[sort.lstrip("-")], reverse=sort.startswith("-"))
    if sort == "-total_cents":
        # reverse=True keeps the order of equals, which is by id.
        assert [order["total_cents"] for order in walked] == [300] * 3 + [200] * 4 + [100] * 4
    assert walked == expected


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (3, 1), (4, 2), (6, 2), (7, 3)])
def test_there_is_a_next_page_only_where_there_are_more_orders(client, count, pages):
    make(client, count)
    cursor, walked = None, 0
    while walked == 0 or cursor:
        page = client.get("/v1/orders", query_string={"limit": 3, **({"cursor": cursor} if cursor else {})}).json
        cursor = page["next_cursor"]
        walked += 1
    assert walked == pages


def test_a_page_holds_twenty_by_default(client):
    make(client, 21)
    page = client.get("/v1/orders").json
    assert len(page["data"]) == 20
    assert page["next_cursor"]


def test_filters_compose(client):
    mine = make(client, 3, customer_email="me@example.com")
    make(client, 2, customer_email="you@example.com")
    client.patch(f"/v1/orders/{mine[1]['id']}", {"status": "paid"})

    def ids(**query):
        return {order["id"] for order in client.get("/v1/orders", query_string=query).json["data"]}

    assert ids(customer_email="me@example.com") == {order["id"] for order in mine}
    assert ids(customer_email="me@example.com", status="paid") == {mine[1]["id"]}
    assert ids(created_from=mine[1]["created_at"], created_before=mine[2]["created_at"]) == {mine[1]["id"]}
    assert ids(customer_email="%@example.com") == set()


@pytest.mark.parametrize(
    "time", ["0000-01-01T00:00:00Z", "2016-12-31T23:59:60Z", "0001-01-01T00:00:00+23:59", "2020-02-29t12:00:00.5-00:00"]
)
def test_odd_times_are_times(client, time):
    assert len(make(client, 1)) == 1
    assert len(client.get("/v1/orders", query_string={"created_from": time}).json["data"]) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("limit", text) for text in ("0", "-1", "101", "abc", "1.5", "", "9" * 30, "\u0663")]
    + [
        ("sort", "id"),
        ("status", "lost"),
        ("customer_email", "x"),
        ("cursor", ""),
        ("cursor", "x.y"),
        ("cursor", "\xe9"),
    ]
    + [("created_from", text) for text in ("", "2026-01-01", "2026-02-30T00:00:00Z", "2026-01-01T00:00:00")],
)
def test_a_bad_parameter_is_422_and_named(client, name, value):
    problem = assert_problem(client.get("/v1/orders", query_string={name: value}), 422)
    assert [error["pointer"] for error in problem["errors"]] == [name]


def test_a_cursor_of_another_list_is_422(client):
    make(client, 2)
    cursor = client.get("/v1/orders?limit=1&sort=total_cents").json["next_cursor"]
    for other in ("sort=-total_cents", "sort=total_cents&status=paid"):
        assert_problem(client.get(f"/v1/orders?{other}&cursor={cursor}"), 422)
    assert_problem(client.get(f"/v1/orders?sort=total_cents&cursor=A{cursor[1:]}"), 422)


def test_a_longer_page_costs_no_more_statements(app, client):
    make(client, 12)
    with app.app_context():
        engine = db.engine
    counts = []
    for limit in (2, 12):
        statements = []
        listener = lambda *args: statements.append(args[2])  # noqa: B023, E731
        event.listen(engine, "before_cursor_execute", listener)
        client.get(f"/v1/orders?limit={limit}&x={uuid.uuid4()}")
        event.remove(engine, "before_cursor_execute", listener)
        counts.append(len(statements))
    assert counts == [2, 2]
