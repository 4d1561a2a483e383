"""The tests empty the database in DATABASE_URL."""

import os

import pytest
from flask_migrate import upgrade
from sqlalchemy import text

from rooms import create_app
from rooms.database import db

LOGIN = ("porter", "p:ö rter")


@pytest.fixture(scope="session")
def app():
    os.environ.pop("BOOKINGS_FILE", None)
    app = create_app({"BASIC_USER": LOGIN[0], "BASIC_PASSWORD": LOGIN[1]})
    with app.app_context():
        upgrade()
    return app


@pytest.fixture(autouse=True)
def no_bookings(app):
    with app.app_context():
        db.session.execute(text("truncate bookings restart identity"))
        db.session.commit()


@pytest.fixture
def anyone(app):
    return app.test_client()


@pytest.fixture
def porter(app):
    return Porter(app)


class Porter:
    """A client that logs in."""

    def __init__(self, app):
        self.app = app

    def send(self, method, path, **options):
        return self.app.test_client().open(path, method=method, auth=LOGIN, **options)

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


NEW = {
    "room": "library",
    "title": "Spring fair",
    "booked_by": "Ada",
    "attendees": 12,
    "starts_at": "2026-03-02T10:00:00Z",
    "ends_at": "2026-03-02T12:00:00Z",
}


def without(member):
    return {name: value for name, value in NEW.items() if name != member}


def assert_error(response, status, code=None):
    assert response.status_code == status, response.text
    assert response.mimetype == "application/json"
    error = response.json["error"]
    assert error["message"]
    assert code is None or error["code"] == code
    return error
