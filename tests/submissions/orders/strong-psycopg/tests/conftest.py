"""The tests need DATABASE_URL: a PostgreSQL database of their own, which they empty."""

import os
from uuid import uuid4

import psycopg
import pytest

from shop.app import create_app
from shop.database import close_pools, open_pool
from shop.migrate import migrate
from shop.settings import CONNECT, Settings

LOGIN = ("shop", "pass:word ü")


@pytest.fixture(scope="session")
def settings():
    return Settings(os.environ["DATABASE_URL"], *LOGIN)


@pytest.fixture(scope="session")
def pool(settings):
    with psycopg.connect(settings.database_url, **CONNECT) as connection:
        migrate(connection)
    yield open_pool(settings)
    close_pools()


@pytest.fixture
def connection(settings, pool):
    """An empty database, seen past the service."""
    with psycopg.connect(settings.database_url, autocommit=True, **CONNECT) as connection:
        connection.execute("truncate orders cascade")
        yield connection


@pytest.fixture
def app(settings, pool, connection):
    return create_app(settings, pool)


@pytest.fixture
def anyone(app):
    """A client without credentials."""
    return app.test_client()


@pytest.fixture
def shop(app):
    return Shop(app)


class Shop:
    """A client that logs in."""

    def __init__(self, app):
        self._app = app

    def send(self, method, path, **options):
        return self._app.test_client().open(path, method=method, auth=LOGIN, **options)

    def get(self, path, **query):
        return self.send("GET", path, query_string=query)

    def patch(self, path, **members):
        return self.send("PATCH", path, json=members)

    def order(self, body=None, key=None, **changes):
        """Sends a new order and gives the response."""
        body = {**new_order(), **changes} if body is None else body
        return self.send("POST", "/v1/orders", json=body, headers={"Idempotency-Key": key or str(uuid4())})

    def pages(self, **query):
        """All pages of a list. From the second on only cursor and limit are sent: the cursor carries the rest."""
        page = self.get("/v1/orders", **query).json
        yield page["data"]
        while page["next_cursor"] is not None:
            page = self.get("/v1/orders", cursor=page["next_cursor"], limit=query.get("limit", 20)).json
            yield page["data"]


def new_order():
    return {
        "customer_email": "ada@example.com",
        "currency": "EUR",
        "items": [
            {"sku": "TEA-GREEN-100", "quantity": 2, "unit_price_cents": 450},
            {"sku": "CUP-WHITE", "quantity": 1, "unit_price_cents": 1290},
        ],
        "note": "Ring twice.",
    }


def assert_problem(response, status):
    """The response is a problem document with this status, which is given back."""
    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    assert response.json["status"] == status
    assert response.json["title"]
    assert response.json["type"] == "about:blank"
    return response.json
