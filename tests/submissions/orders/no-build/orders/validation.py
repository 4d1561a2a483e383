import re

from orders.errors import Invalid
from orders.models import MOVES

EMAIL = re.compile(r"[^@\s\0]+@[^@\s\0]+\.[^@\s\0]+")
SKU = re.compile(r"(?=.{3,32}$)[A-Z0-9]+(-[A-Z0-9]+)*")


def expect(condition, pointer, detail):
    if not condition:
        raise Invalid(pointer, detail)


def members(data, pointer, required, optional=()):
    expect(isinstance(data, dict), pointer, "must be an object")
    for name in required:
        expect(name in data, f"{pointer}/{name}", "is missing")
    for name in data:
        expect(name in required or name in optional, f"{pointer}/{name}", "is unknown")


def integer(value, pointer, low, high):
    expect(type(value) is int and low <= value <= high, pointer, f"must be an integer from {low} to {high}")


def text(value, pointer, pattern, longest):
    fits = isinstance(value, str) and len(value) <= longest and pattern.fullmatch(value)
    expect(fits, pointer, "has the wrong form")


def note(value):
    if value is not None:
        text(value, "/note", re.compile(r"[^\0]*"), 500)


def new_order(data):
    members(data, "", ("customer_email", "currency", "items"), ("note",))
    text(data["customer_email"], "/customer_email", EMAIL, 254)
    expect(data["currency"] in ("EUR", "GBP", "USD"), "/currency", "is unknown")
    expect(isinstance(data["items"], list) and 1 <= len(data["items"]) <= 50, "/items", "must have 1 to 50 items")
    for index, item in enumerate(data["items"]):
        at = f"/items/{index}"
        members(item, at, ("sku", "quantity", "unit_price_cents"))
        text(item["sku"], f"{at}/sku", SKU, 32)
        integer(item["quantity"], f"{at}/quantity", 1, 1000)
        integer(item["unit_price_cents"], f"{at}/unit_price_cents", 0, 10_000_000)
    note(data.get("note"))


def patch(data):
    members(data, "", (), ("status", "note"))
    expect(data, "", "must not be empty")
    if "status" in data:
        expect(data["status"] in list(MOVES), "/status", "is unknown")
    note(data.get("note"))
