import uuid

import pytest

from orders import create_app
from orders.models import Order, UsedKey, db

ORDER = {
    "customer_email": "ada@example.com",
    "currency": "EUR",
    "items": [{"sku": "TEA-GREEN-100", "quantity": 2, "unit_price_cents": 450}],
}


class Client:
    def __init__(self, app):
        self.http = app.test_client()

    def __call__(self, method, path, **options):
        return self.http.open(path, method=method, auth=("tester", "secret"), **options)

    def create(self, key=None, **changes):
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        return self("POST", "/v1/orders", json={**ORDER, **changes}, headers=headers)


@pytest.fixture
def app():
    app = create_app(API_USERNAME="tester", API_PASSWORD="secret")
    with app.app_context():
        db.create_all()
        db.session.query(UsedKey).delete()
        db.session.query(Order).delete()
        db.session.commit()
    return app


@pytest.fixture
def client(app):
    return Client(app)
