import uuid

import pytest

from app import create_app
from app.extensions import db
from config import Config


class TestConfig(Config):
    TESTING = True
    API_USERNAME = "tester"
    API_PASSWORD = "secret"


@pytest.fixture(scope="session")
def app():
    app = create_app(TestConfig)
    with app.app_context():
        db.drop_all()
        db.create_all()
    yield app


@pytest.fixture
def client(app):
    yield app.test_client()
    with app.app_context():
        for table in reversed(db.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()


@pytest.fixture
def auth():
    return ("tester", "secret")


@pytest.fixture
def create(client, auth):
    def post(key=None, **changes):
        body = {
            "customer_email": "ada@example.com",
            "currency": "EUR",
            "items": [{"sku": "TEA-GREEN-100", "quantity": 2, "unit_price_cents": 450}],
            **changes,
        }
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        return client.post("/v1/orders", json=body, auth=auth, headers=headers)

    return post
