"""What may come in and what goes out, as the OpenAPI document says."""

import re

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate, validates_schema

from orders.api.fields import EMAIL, Instant, StorableText, WholeNumber
from orders.lifecycle import STATUSES
from orders.models import CURRENCIES

SKU = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")


def matches(pattern: re.Pattern, message: str):
    """A validator for the whole text; `$` of a pattern would let a final newline through."""

    def check(value: str) -> None:
        if not pattern.fullmatch(value):
            raise ValidationError(message)

    return check


def email_rules() -> list:
    return [validate.Length(max=254), matches(EMAIL, "must be an e-mail address")]


class Strict(Schema):
    """Unknown members are refused."""

    class Meta:
        unknown = RAISE
        ordered = True


class ItemFields(Strict):
    sku = fields.String(
        required=True,
        validate=[validate.Length(3, 32), matches(SKU, "must be capital letters, digits, single hyphens")],
    )
    quantity = WholeNumber(required=True, validate=validate.Range(1, 1000))
    unit_price_cents = WholeNumber(required=True, validate=validate.Range(0, 10_000_000))


class NewOrder(Strict):
    customer_email = fields.String(required=True, validate=email_rules())
    currency = fields.String(required=True, validate=validate.OneOf(CURRENCIES))
    items = fields.List(fields.Nested(ItemFields), required=True, validate=validate.Length(1, 50))
    note = StorableText(allow_none=True, load_default=None, validate=validate.Length(max=500))


class OrderPatch(Strict):
    status = fields.String(validate=validate.OneOf(STATUSES))
    note = StorableText(allow_none=True, validate=validate.Length(max=500))

    @validates_schema(skip_on_field_errors=True)
    def at_least_one(self, data: dict, **_: object) -> None:
        if not data:
            raise ValidationError("must have at least one member")


class SeedOrder(NewOrder):
    """An order as another system exported it: whole, and perhaps with members that we don't know."""

    class Meta:
        unknown = EXCLUDE

    id = fields.UUID(required=True)
    status = fields.String(required=True, validate=validate.OneOf(STATUSES))
    total_cents = WholeNumber(required=True, validate=validate.Range(0))
    created_at = Instant(required=True)
    updated_at = Instant(required=True)


class OrderView(Schema):
    id = fields.UUID()
    status = fields.String()
    customer_email = fields.String()
    currency = fields.String()
    items = fields.List(fields.Nested(ItemFields))
    note = fields.String()
    total_cents = fields.Integer()
    created_at = Instant()
    updated_at = Instant()


class ListQuery(Schema):
    """Everything is text in a query; parameters that we don't know are ignored."""

    class Meta:
        unknown = EXCLUDE

    limit = fields.String()
    cursor = fields.String(validate=validate.Length(min=1))
    sort = fields.String(validate=validate.OneOf(["created_at", "-created_at", "total_cents", "-total_cents"]))
    status = fields.String(validate=validate.OneOf(STATUSES))
    customer_email = fields.String(validate=email_rules())
    created_from = Instant()
    created_before = Instant()
