"""Checks of what clients send. Every function collects its errors in a list of {pointer, detail}."""

import re
from datetime import datetime

from app.errors import Invalid
from app.models import CURRENCIES, STATUSES

EMAIL = re.compile(r"[^@\s]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
SKU = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
SORTS = ("created_at", "-created_at", "total_cents", "-total_cents")


def add(errors, pointer, detail):
    errors.append({"pointer": pointer, "detail": detail})


def is_text(value):
    """A string that PostgreSQL can store."""
    if not isinstance(value, str) or "\x00" in value:
        return False
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def is_email(value):
    return is_text(value) and len(value) <= 254 and EMAIL.fullmatch(value) is not None


def check_object(data, pointer, required, allowed, errors):
    if not isinstance(data, dict):
        add(errors, pointer, "must be an object")
        return False
    for name in required:
        if name not in data:
            add(errors, f"{pointer}/{name}", "is required")
    for name in data:
        if name not in allowed:
            add(errors, f"{pointer}/{name}", "is not a known field")
    return True


def check_integer(value, low, high, pointer, errors):
    if not isinstance(value, int) or isinstance(value, bool):
        add(errors, pointer, "must be an integer")
    elif not low <= value <= high:
        add(errors, pointer, f"must be between {low} and {high}")


def check_sku(value, pointer, errors):
    if not isinstance(value, str) or not SKU.fullmatch(value) or not 3 <= len(value) <= 32:
        add(errors, pointer, "is not a SKU")


def check_note(value, errors):
    if value is None:
        return
    if not is_text(value):
        add(errors, "/note", "must be text or null")
    elif len(value) > 500:
        add(errors, "/note", "must have at most 500 characters")


def check_item(item, pointer, errors):
    fields = ("sku", "quantity", "unit_price_cents")
    if not check_object(item, pointer, fields, fields, errors):
        return
    if "sku" in item:
        check_sku(item["sku"], f"{pointer}/sku", errors)
    if "quantity" in item:
        check_integer(item["quantity"], 1, 1000, f"{pointer}/quantity", errors)
    if "unit_price_cents" in item:
        check_integer(item["unit_price_cents"], 0, 10_000_000, f"{pointer}/unit_price_cents", errors)


def check_items(items, errors):
    if not isinstance(items, list) or not 1 <= len(items) <= 50:
        add(errors, "/items", "must be a list of 1 to 50 items")
        return
    for index, item in enumerate(items):
        check_item(item, f"/items/{index}", errors)


def validate_new_order(data):
    errors = []
    required = ("customer_email", "currency", "items")
    if check_object(data, "", required, (*required, "note"), errors):
        if "customer_email" in data and not is_email(data["customer_email"]):
            add(errors, "/customer_email", "must be an e-mail address")
        if "currency" in data and data["currency"] not in CURRENCIES:
            add(errors, "/currency", f"must be one of {', '.join(CURRENCIES)}")
        if "items" in data:
            check_items(data["items"], errors)
        check_note(data.get("note"), errors)
    if errors:
        raise Invalid(errors)
    return data


def validate_patch(data):
    errors = []
    if check_object(data, "", (), ("status", "note"), errors):
        if not data:
            add(errors, "", "must not be empty")
        if "status" in data and data["status"] not in STATUSES:
            add(errors, "/status", f"must be one of {', '.join(STATUSES)}")
        check_note(data.get("note"), errors)
    if errors:
        raise Invalid(errors)
    return data


def parse_limit(args, errors):
    text = args.get("limit", "20")
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= 100:
        add(errors, "limit", "must be an integer between 1 and 100")
        return None
    return int(text)


def parse_time(args, name, errors):
    if name not in args:
        return None
    try:
        value = datetime.fromisoformat(args[name])
        if value.tzinfo is None or "T" not in args[name].upper():
            raise ValueError("no offset")
    except ValueError:
        add(errors, name, "must be a date-time with an offset")
        return None
    return value


def parse_list_args(args):
    """Query parameters of the list, without the cursor."""
    errors = []
    parsed = {
        "limit": parse_limit(args, errors),
        "sort": args.get("sort", "-created_at"),
        "status": args.get("status"),
        "customer_email": args.get("customer_email"),
        "created_from": parse_time(args, "created_from", errors),
        "created_before": parse_time(args, "created_before", errors),
    }
    if parsed["sort"] not in SORTS:
        add(errors, "sort", f"must be one of {', '.join(SORTS)}")
    if parsed["status"] is not None and parsed["status"] not in STATUSES:
        add(errors, "status", f"must be one of {', '.join(STATUSES)}")
    if parsed["customer_email"] is not None and not is_email(parsed["customer_email"]):
        add(errors, "customer_email", "must be an e-mail address")
    if errors:
        raise Invalid(errors)
    return parsed
