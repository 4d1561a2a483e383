"""Create, read, replace, remove."""

import threading

import pytest

from tests.conftest import Client, assert_error, content, new_article

FULL = {
    "tags": ["tea", "organic"],
    "weight_kg": 0.12,
    "location": "Aisle 3",
    "reorder_quantity": 48,
    "discontinued": True,
}
DEFAULTS = {"tags": [], "weight_kg": None, "location": None, "reorder_quantity": 12, "discontinued": False}


def test_what_is_created_is_what_is_read(client):
    created = client.post(new_article(**FULL))
    assert created.status_code == 201
    read = client.open(created.headers["Location"])
    assert read.json == created.json
    assert {name: read.json[name] for name in new_article(**FULL)} == new_article(**FULL)


def test_what_is_left_out_has_its_default(client):
    created = client.created()
    assert {name: created[name] for name in DEFAULTS} == DEFAULTS


def test_a_sku_is_taken_once(client):
    client.created()
    assert_error(client.post(new_article(name="Other")), 409, "sku-taken")
    assert client.get("/tea-green-100").json["name"] == "Green tea"


def test_a_replace_puts_back_the_defaults_and_keeps_the_time_of_creation(client):
    before = client.created(**FULL)
    after = client.put("tea-green-100", content(quantity=1)).json
    assert {name: after[name] for name in DEFAULTS} == DEFAULTS
    assert after["quantity"] == 1
    assert after["created_at"] == before["created_at"]
    assert after["updated_at"] > before["updated_at"]
    assert client.get("/tea-green-100").json == after


def test_a_replace_creates_nothing(client):
    assert_error(client.put("tea-green-100", content()), 404)
    assert_error(client.get("/tea-green-100"), 404)


def test_a_removed_article_is_gone_and_its_sku_is_free(client):
    client.created()
    first = client.delete("tea-green-100")
    assert (first.status_code, first.data) == (204, b"")
    assert_error(client.delete("tea-green-100"), 404)
    assert_error(client.get("/tea-green-100"), 404)
    assert client.post(new_article()).status_code == 201


def test_an_old_version_is_not_replaced(client):
    client.created()
    tag = client.get("/tea-green-100").headers["ETag"]
    assert client.put("tea-green-100", content(quantity=1), If_Match=tag).status_code == 200
    assert_error(client.put("tea-green-100", content(quantity=2), If_Match=tag), 412)
    assert client.get("/tea-green-100").json["quantity"] == 1


@pytest.mark.parametrize(
    ("header", "status"), [("*", 200), ('"0"', 412), ('W/"0"', 412), ("nonsense", 412), ('"x"', 412), ("", 412)]
)
def test_other_conditions(client, header, status):
    client.created()
    assert client.put("tea-green-100", content(), If_Match=header).status_code == status


def test_several_tags_may_be_named_and_a_weak_one_does_not_match(client):
    client.created()
    tag = client.get("/tea-green-100").headers["ETag"]
    assert_error(client.put("tea-green-100", content(), If_Match=f"W/{tag}"), 412)
    assert client.put("tea-green-100", content(), If_Match=f'"0", {tag}').status_code == 200


def test_a_withdrawal_takes_all_or_nothing(client):
    client.created(quantity=10)
    assert client.withdraw("tea-green-100", {"quantity": 3, "reason": "Shop"}).json["quantity"] == 7
    assert_error(client.withdraw("tea-green-100", {"quantity": 8}), 409, "not-enough")
    assert client.withdraw("tea-green-100", {"quantity": 7}).json["quantity"] == 0
    assert_error(client.withdraw("tea-green-100", {"quantity": 1}), 409, "not-enough")


def test_an_unknown_article_has_nothing_to_withdraw(client):
    assert_error(client.withdraw("tea-green-100", {"quantity": 1}), 404)


def at_once(app, count, act):
    """The statuses of so many requests that start together."""
    barrier = threading.Barrier(count)
    statuses = []

    def run():
        client = Client(app)
        barrier.wait()
        statuses.append(act(client).status_code)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(statuses)


def test_many_who_take_at_once_get_no_more_than_there_is(app, client):
    client.created(quantity=7)
    statuses = at_once(app, 8, lambda each: each.withdraw("tea-green-100", {"quantity": 2}))
    assert statuses == [200] * 3 + [409] * 5
    assert client.get("/tea-green-100").json["quantity"] == 1


def test_one_of_many_takes_a_sku(app):
    assert at_once(app, 8, lambda each: each.post(new_article())) == [201] + [409] * 7


def test_one_of_many_replaces_a_version(app, client):
    client.created()
    tag = client.get("/tea-green-100").headers["ETag"]
    statuses = at_once(app, 6, lambda each: each.put("tea-green-100", content(), If_Match=tag))
    assert statuses == [200] + [412] * 5


def test_one_of_many_removes(app, client):
    client.created()
    assert at_once(app, 6, lambda each: each.delete("tea-green-100")) == [204] + [404] * 5
