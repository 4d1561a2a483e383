"""Pages, orders, filters."""

import pytest

from tests.conftest import assert_error


@pytest.fixture
def many(client):
    """Five articles; two suppliers, equal quantities in between."""
    return [
        client.created(
            sku=f"sku-{number}", supplier=f"supplier {number % 2}", quantity=number // 2, discontinued=number > 3
        )
        for number in (3, 1, 4, 0, 2)
    ]


def skus(response):
    assert response.status_code == 200, response.json
    return [article["sku"] for article in response.json["articles"]]


def walk(client, **query):
    page = client.get(**query)
    found = skus(page)
    while page.json["next"] is not None:
        page = client.get(after=page.json["next"], size=query.get("size", 25))
        found += skus(page)
    return found


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (None, "01234"),
        ("-sku", "43210"),
        ("quantity", "01234"),
        ("-quantity", "42301"),
        ("updated_at", "31402"),
        ("-updated_at", "20413"),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 5, 25])
def test_pages_hold_every_article_once_in_order(client, many, order, expected, size):
    query = {} if order is None else {"order": order}
    assert walk(client, size=size, **query) == [f"sku-{number}" for number in expected]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"supplier": "supplier 1"}, "13"),
        ({"supplier": "supplier"}, ""),
        ({"discontinued": "true"}, "4"),
        ({"discontinued": "false"}, "0123"),
        ({"quantity_from": 1}, "234"),
        ({"quantity_below": 1}, "01"),
        ({"quantity_from": 1, "quantity_below": 2, "supplier": "supplier 0"}, "2"),
        ({"quantity_below": "9" * 30}, "01234"),
        ({"updated_since": "2026-01-01T00:00:00+02:00"}, "01234"),
        ({"updated_since": "9999-12-31T23:59:60-23:59"}, ""),
        ({"updated_since": "0000-01-01T00:00:00Z"}, "01234"),
    ],
)
def test_filters_select_what_matches(client, many, query, expected):
    assert walk(client, size=1, **query) == [f"sku-{number}" for number in expected]


@pytest.mark.parametrize(
    "query",
    [
        {"size": "0"},
        {"size": "-1"},
        {"size": "x"},
        {"size": ""},
        {"order": "name"},
        {"after": "nonsense"},
        {"after": ""},
        {"supplier": ""},
        {"supplier": "x" * 61},
        {"supplier": "\0"},
        {"discontinued": "yes"},
        {"quantity_from": "1.5"},
        {"updated_since": "yesterday"},
        {"updated_since": "2026-02-30T00:00:00Z"},
    ],
)
def test_a_parameter_that_breaks_a_rule_is_refused_and_named(client, query):
    error = assert_error(client.get(**query), 400)
    assert error["fields"][0]["field"] == next(iter(query))


def test_a_larger_page_than_the_largest_is_the_largest(client):
    for number in range(81):
        client.created(sku=f"sku-{number:03}")
    assert len(client.get(size=1000).json["articles"]) == 80


def test_next_goes_with_its_own_order_only(client, many):
    following = client.get(size=1, order="quantity").json["next"]
    assert_error(client.get(after=following, order="sku"), 400)
    assert skus(client.get(after=following, order="quantity", size=1)) == ["sku-1"]
