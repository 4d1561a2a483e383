"""A migrated database (the one in DATABASE_URL) and clients with and without credentials."""

import os
import uuid

import pytest
from flask_migrate import upgrade
from sqlalchemy import text

from orders import create_app
from orders.extensions import db

CREDENTIALS = ("tester", "p:ä ss")


@pytest.fixture(scope="session")
def app():
    os.environ.pop("SEED_FILE", None)
    app = create_app({"API_USERNAME": CREDENTIALS[0], "API_PASSWORD": CREDENTIALS[1]})
    with app.app_context():
        upgrade()
    return app


@pytest.fixture(autouse=True)
def empty_tables(app):
    with app.app_context():
        db.session.execute(text("truncate orders, order_items, idempotency_keys"))
        db.session.commit()


@pytest.fixture
def anonymous(app):
    return app.test_client()


class Client:
    """Flask's test client with credentials, and a key for each POST."""

    def __init__(self, app):
        self.client = app.test_client()

    def open(self, *args, **kwargs):
        return self.client.open(*args, auth=CREDENTIALS, **kwargs)

    def get(self, path, **kwargs):
        return self.open(path, method="GET", **kwargs)

    def patch(self, path, body):
        return self.open(path, method="PATCH", json=body)

    def post(self, body, key=None):
        return self.open("/v1/orders", method="POST", json=body, headers={"Idempotency-Key": key or str(uuid.uuid4())})

    def created(self, **fields):
        response = self.post(new_order(**fields))
        assert response.status_code == 201, response.json
        return response.json


@pytest.fixture
def client(app):
    return Client(app)


def new_order(**fields):
    return {
        "customer_email": "ada@example.com",
        "currency": "EUR",
        "items": [
            {"sku": "TEA-GREEN-100", "quantity": 2, "unit_price_cents": 450},
            {"sku": "CUP-WHITE", "quantity": 1, "unit_price_cents": 1290},
        ],
        **fields,
    }


def assert_problem(response, status):
    assert response.status_code == status, response.get_data(as_text=True)
    assert response.mimetype == "application/problem+json"
    assert response.json["status"] == status
    assert response.json["title"]
    return response.json
