"""The tests need DATABASE_URL: a PostgreSQL database of their own, which they empty."""

import os

import pytest
from sqlalchemy import text

from house.app import create_app
from house.settings import Settings
from house.store.engine import make_engine
from house.store.migrate import migrate

LOGIN = ("warden", "pass:word ü")

NEW = {
    "room": "library",
    "title": "Spring fair",
    "booked_by": "Ada",
    "attendees": 12,
    "starts_at": "2026-03-02T10:00:00Z",
    "ends_at": "2026-03-02T12:00:00Z",
}


@pytest.fixture(scope="session")
def settings():
    return Settings(os.environ["DATABASE_URL"], *LOGIN)


@pytest.fixture(scope="session")
def engine(settings):
    engine = make_engine(settings)
    with engine.begin() as connection:
        migrate(connection)
    yield engine
    engine.dispose()


@pytest.fixture
def app(settings, engine):
    """On an empty database."""
    with engine.begin() as connection:
        connection.execute(text("truncate rooms, bookings restart identity"))
    return create_app(settings, engine)


@pytest.fixture
def anyone(app):
    return app.test_client()


@pytest.fixture
def warden(app):
    return Warden(app)


class Warden:
    """A client that logs in."""

    def __init__(self, app):
        self._app = app

    def send(self, method, path, **options):
        return self._app.test_client().open(path, method=method, auth=LOGIN, **options)

    def get(self, path="/api/bookings", **query):
        return self.send("GET", path, query_string=query)

    def change(self, booking, **members):
        return self.send("PATCH", f"/api/bookings/{booking['id']}", json=members)

    def book(self, **members):
        return self.send("POST", "/api/bookings", json={**NEW, **members})

    def booked(self, **members):
        response = self.book(**members)
        assert response.status_code == 201, response.text
        return response.json


def without(member):
    return {name: value for name, value in NEW.items() if name != member}


def assert_error(response, status, code=None):
    """The response is an error of the published form, which is given back."""
    assert response.status_code == status, response.text
    assert response.mimetype == "application/json"
    error = response.json["error"]
    assert error["message"]
    assert code is None or error["code"] == code
    return error
