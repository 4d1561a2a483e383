"""The tests need DATABASE_URL: a PostgreSQL database of their own, which they empty."""

import os

import psycopg
import pytest

from depot.app import create_app
from depot.config import CONNECTION, Config
from depot.db import open_pool
from depot.migrate import migrate

LOGIN = ("clerk", "pass:word ü")


@pytest.fixture(scope="session")
def config():
    return Config(os.environ["DATABASE_URL"], LOGIN[0].encode(), LOGIN[1].encode())


@pytest.fixture(scope="session")
def pool(config):
    with psycopg.connect(config.database_url, **CONNECTION) as connection:
        migrate(connection)
    pool = open_pool(config)
    yield pool
    pool.close()


@pytest.fixture
def connection(config, pool):
    """An empty database, seen past the service."""
    with psycopg.connect(config.database_url, autocommit=True, **CONNECTION) as connection:
        connection.execute("truncate article, tag, imported_file")
        yield connection


@pytest.fixture
def app(config, pool, connection):
    return create_app(config, pool)


@pytest.fixture
def anyone(app):
    """A client without credentials."""
    return app.test_client()


@pytest.fixture
def depot(app):
    return Depot(app)


class Depot:
    """A client that logs in."""

    def __init__(self, app):
        self._app = app

    def send(self, method, path="", **options):
        return self._app.test_client().open(f"/api/articles{path}", method=method, auth=LOGIN, **options)

    def add(self, sku="pen", **changes):
        return self.send("POST", json={"sku": sku, **content(**changes)})

    def read(self, sku="pen"):
        return self.send("GET", f"/{sku}")

    def put(self, sku="pen", etag=None, **changes):
        headers = {} if etag is None else {"If-Match": etag}
        return self.send("PUT", f"/{sku}", json=content(**changes), headers=headers)

    def remove(self, sku="pen"):
        return self.send("DELETE", f"/{sku}")

    def take(self, quantity, sku="pen"):
        return self.send("POST", f"/{sku}/withdrawals", json={"quantity": quantity})

    def list(self, **query):
        return self.send("GET", query_string=query)


def content(**changes):
    return {"name": "Pen", "supplier": "Office Ltd", "quantity": 12, "unit_price": "0.35", **changes}


def assert_failure(response, status):
    """The response has the published form and this status; gives its body."""
    assert response.status_code == status, response.text
    assert response.content_type == "application/json"
    assert response.json["status"] == status
    assert response.json["message"]
    return response.json
