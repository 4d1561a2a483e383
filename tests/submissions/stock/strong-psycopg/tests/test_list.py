import pytest
from conftest import assert_failure


@pytest.fixture
def five(depot):
    for number in (3, 1, 4, 0, 2):
        depot.add(f"no-{number}", supplier=f"{number % 2} Ltd", quantity=number // 2, discontinued=number > 3)


def walk(depot, **query):
    page = depot.list(**query)
    while True:
        assert page.status_code == 200, page.text
        yield from (article["sku"].removeprefix("no-") for article in page.json["articles"])
        if page.json["next"] is None:
            return
        page = depot.list(after=page.json["next"], size=query.get("size", 25))


@pytest.mark.parametrize("size", [1, 2, 5, 25])
@pytest.mark.parametrize(
    ("order", "expected"),
    [("sku", "01234"), ("-sku", "43210"), ("quantity", "01234"), ("-quantity", "43210"), ("updated_at", "31402")],
)
def test_pages_hold_every_article_once_in_order(depot, five, order, expected, size):
    assert "".join(walk(depot, order=order, size=size)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"supplier": "1 Ltd"}, "13"),
        ({"supplier": "_ Ltd"}, ""),
        ({"discontinued": "true"}, "4"),
        ({"quantity_from": "1", "discontinued": "false"}, "23"),
        ({"quantity_below": "1"}, "01"),
        ({"quantity_below": "9" * 30}, "01234"),
        ({"updated_since": "2026-01-01T00:00:00+02:00"}, "01234"),
        ({"updated_since": "9999-12-31T23:59:60-23:59"}, ""),
        ({"updated_since": "0000-01-01T00:00:00Z"}, "01234"),
    ],
)
def test_filters_select_what_matches(depot, five, query, expected):
    assert "".join(walk(depot, size=1, **query)) == expected


@pytest.mark.parametrize(
    "query",
    [
        {"size": "0"},
        {"size": "1.5"},
        {"order": "name"},
        {"after": ""},
        {"after": "é"},
        {"after": "nonsense"},
        {"supplier": ""},
        {"supplier": "a\0"},
        {"discontinued": "1"},
        {"quantity_from": "-1"},
        {"updated_since": "2026-02-30T00:00:00Z"},
        {"updated_since": "today"},
    ],
)
def test_a_parameter_that_breaks_a_rule_is_named(depot, query):
    assert assert_failure(depot.list(**query), 400)["fields"][0]["field"] == next(iter(query))


def test_the_largest_page_has_eighty_articles(depot):
    for number in range(81):
        depot.add(f"no-{number}")
    assert len(depot.list(size=10_000).json["articles"]) == 80


def test_a_cursor_belongs_to_its_list(depot, five):
    following = depot.list(size=2, order="-sku").json["next"]
    assert_failure(depot.list(after=following, order="sku"), 400)
