"""A migrated database (the one in DATABASE_URL) and clients with and without credentials."""

import pytest
from sqlalchemy import text

from warehouse import create_app
from warehouse.startup import prepare

CREDENTIALS = ("tester", "p:ä ss")


@pytest.fixture(scope="session")
def app():
    app = create_app(STOCK_USER=CREDENTIALS[0], STOCK_PASSWORD=CREDENTIALS[1], IMPORT_FILE="")
    prepare(app)
    return app


@pytest.fixture(autouse=True)
def empty_tables(app):
    with app.extensions["engine"].begin() as connection:
        connection.execute(text("truncate articles, imports"))


@pytest.fixture
def anonymous(app):
    return app.test_client()


class Client:
    """Flask's test client with credentials."""

    def __init__(self, app):
        self.client = app.test_client()

    def open(self, path, **kwargs):
        return self.client.open(path, auth=CREDENTIALS, **kwargs)

    def get(self, path="", **query):
        return self.open(f"/api/articles{path}", method="GET", query_string=query)

    def post(self, body):
        return self.open("/api/articles", method="POST", json=body)

    def put(self, sku, body, **headers):
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.open(f"/api/articles/{sku}", method="PUT", json=body, headers=sent)

    def delete(self, sku):
        return self.open(f"/api/articles/{sku}", method="DELETE")

    def withdraw(self, sku, body):
        return self.open(f"/api/articles/{sku}/withdrawals", method="POST", json=body)

    def created(self, **fields):
        response = self.post(new_article(**fields))
        assert response.status_code == 201, response.json
        return response.json


@pytest.fixture
def client(app):
    return Client(app)


def content(**fields):
    return {"name": "Green tea", "supplier": "Tanaka & Sons", "quantity": 40, "unit_price": "4.50", **fields}


def new_article(**fields):
    return {"sku": "tea-green-100", **content(**fields)}


def assert_error(response, status, code=None):
    assert response.status_code == status, response.get_data(as_text=True)
    assert response.mimetype == "application/json"
    assert response.json["status"] == status
    assert response.json["message"]
    assert code is None or response.json["code"] == code
    return response.json
