def test_health(client):
    assert client.get("/healthz").json == {"status": "ok"}


def test_no_credentials(client):
    response = client.get("/v1/orders")
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Basic")


def test_wrong_credentials(client):
    assert client.get("/v1/orders", auth=("tester", "wrong")).status_code == 401


def test_liveness_needs_no_credentials(client):
    assert client.get("/healthz", auth=("somebody", "else")).status_code == 200
