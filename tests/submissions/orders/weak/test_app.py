from app import app, USER, PASSWORD

client = app.test_client()
ORDER = {'customer_email': 'a@example.com', 'currency': 'EUR', 'items': [{'sku': 'PEN', 'quantity': 2, 'unit_price_cents': 100}]}


def test_health():
    assert client.get('/healthz').status_code == 200


def test_create():
    r = client.post('/v1/orders', json=ORDER, auth=(USER, PASSWORD))
    assert r.status_code == 201
    assert r.json['total_cents'] == 200


def test_list():
    r = client.get('/v1/orders', auth=(USER, PASSWORD))
    assert len(r.json['data']) == 0
