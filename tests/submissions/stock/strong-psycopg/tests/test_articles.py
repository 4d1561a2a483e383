from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import assert_failure

EVERYTHING = {
    "tags": ["blue", "office"],
    "weight_kg": 0.01,
    "location": "Aisle 1",
    "reorder_quantity": 144,
    "discontinued": True,
}
DEFAULTS = {"tags": [], "weight_kg": None, "location": None, "reorder_quantity": 12, "discontinued": False}


def part(article, like):
    return {name: article[name] for name in like}


def at_once(act, count=8):
    with ThreadPoolExecutor(count) as threads:
        return sorted(response.status_code for response in threads.map(lambda _: act(), range(count)))


def test_an_article_is_read_as_it_was_added(depot):
    added = depot.add(**EVERYTHING)
    assert added.status_code == 201
    assert added.headers["Location"] == "/api/articles/pen"
    assert depot.read().json == added.json
    assert part(added.json, EVERYTHING) == EVERYTHING


def test_defaults_stand_for_what_is_left_out(depot):
    assert part(depot.add().json, DEFAULTS) == DEFAULTS


def test_a_sku_can_be_taken_once(depot):
    depot.add()
    assert assert_failure(depot.add(name="Other"), 409)["code"] == "sku-taken"
    assert depot.read().json["name"] == "Pen"


def test_of_many_at_once_one_takes_the_sku(depot):
    assert at_once(depot.add) == [201] + [409] * 7


def test_put_replaces_everything_but_the_sku_and_the_birthday(depot):
    before = depot.add(**EVERYTHING).json
    after = depot.put(quantity=5).json
    assert part(after, DEFAULTS) == DEFAULTS
    assert (after["quantity"], after["created_at"]) == (5, before["created_at"])
    assert after["updated_at"] > before["updated_at"]
    assert depot.read().json == after


def test_put_can_be_repeated(depot):
    depot.add()
    assert at_once(lambda: depot.put(**EVERYTHING)) == [200] * 8
    assert part(depot.read().json, EVERYTHING) == EVERYTHING


def test_put_creates_nothing(depot):
    assert_failure(depot.put(), 404)
    assert_failure(depot.read(), 404)


def test_a_removed_article_leaves_its_sku_free(depot):
    depot.add(**EVERYTHING)
    assert depot.remove().status_code == 204
    assert_failure(depot.remove(), 404)
    assert_failure(depot.read(), 404)
    assert depot.add().status_code == 201


def test_of_many_at_once_one_removes(depot):
    depot.add()
    assert at_once(depot.remove) == [204] + [404] * 7


def test_taking_stops_at_zero(depot):
    depot.add(quantity=10)
    assert depot.take(4).json["quantity"] == 6
    assert assert_failure(depot.take(7), 409)["code"] == "not-enough"
    assert depot.take(6).json["quantity"] == 0
    assert_failure(depot.take(1), 409)
    assert_failure(depot.take(1, sku="nothing"), 404)


def test_many_at_once_get_no_more_than_there_is(depot):
    depot.add(quantity=7)
    assert at_once(lambda: depot.take(2)) == [200] * 3 + [409] * 5
    assert depot.read().json["quantity"] == 1


def test_an_old_version_is_not_replaced(depot):
    depot.add()
    etag = depot.read().headers["ETag"]
    assert depot.take(1).headers["ETag"] != etag
    assert_failure(depot.put(etag=etag), 412)
    assert depot.put(etag="*").status_code == 200


@pytest.mark.parametrize("form", ["W/{}", "x", "", '"r0"'])
def test_what_does_not_name_the_version_is_refused(depot, form):
    depot.add()
    assert_failure(depot.put(etag=form.format(depot.read().headers["ETag"])), 412)


def test_of_many_at_once_one_replaces_a_version(depot):
    etag = depot.add().headers["ETag"]
    assert at_once(lambda: depot.put(etag=f'"r0", {etag}')) == [200] + [412] * 7
