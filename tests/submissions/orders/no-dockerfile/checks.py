import re

from problems import Problem

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
SKU = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
STATUSES = {
    "pending": ("paid", "cancelled"),
    "paid": ("shipped", "cancelled"),
    "shipped": ("delivered",),
    "delivered": (),
    "cancelled": (),
}


def require(condition, detail):
    if not condition:
        raise Problem(422, "Unprocessable Content", detail)


def whole_number(value, low, high):
    return type(value) is int and low <= value <= high


def check_fields(data, required, optional=()):
    require(isinstance(data, dict), "an object is expected")
    for name in required:
        require(name in data, f"{name} is missing")
    for name in data:
        require(name in (*required, *optional), f"{name} is unknown")


def check_note(note):
    require(note is None or isinstance(note, str), "note must be text")
    require(note is None or (len(note) <= 500 and "\0" not in note), "note is too long")


def check_item(item):
    check_fields(item, ("sku", "quantity", "unit_price_cents"))
    sku = item["sku"]
    require(isinstance(sku, str) and 3 <= len(sku) <= 32 and SKU.fullmatch(sku), "sku is not valid")
    require(whole_number(item["quantity"], 1, 1000), "quantity must be from 1 to 1000")
    require(whole_number(item["unit_price_cents"], 0, 10_000_000), "unit_price_cents is not valid")


def check_new_order(data):
    check_fields(data, ("customer_email", "currency", "items"), ("note",))
    email = data["customer_email"]
    require(isinstance(email, str) and len(email) <= 254 and EMAIL.fullmatch(email), "customer_email is not valid")
    require(data["currency"] in ("EUR", "GBP", "USD"), "currency is not known")
    require(isinstance(data["items"], list) and 1 <= len(data["items"]) <= 50, "items must have 1 to 50 entries")
    for item in data["items"]:
        check_item(item)
    check_note(data.get("note"))


def check_patch(data):
    check_fields(data, (), ("status", "note"))
    require(data, "nothing to change")
    if "status" in data:
        require(isinstance(data["status"], str) and data["status"] in STATUSES, "status is not known")
    check_note(data.get("note"))
