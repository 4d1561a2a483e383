"""What may come in and what goes out, as the OpenAPI document says."""

import re
from datetime import datetime

from apiflask import Schema, fields
from apiflask.validators import Length, OneOf, Range
from marshmallow import EXCLUDE, RAISE, ValidationError

from warehouse.articles.fields import Flag, Instant, Number, Price, Text, WholeNumber

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
MOST = 1_000_000
ORDERS = ("sku", "-sku", "quantity", "-quantity", "updated_at", "-updated_at")


def code(value: str) -> None:
    """A validator for the whole text; `$` of a pattern would let a final newline through."""
    if not CODE.fullmatch(value):
        raise ValidationError("must be lower-case letters and digits, with single hyphens in between")


def by_the_dozen(value: int) -> None:
    if value % 12:
        raise ValidationError("must be a multiple of 12")


def none_twice(tags: list[str]) -> None:
    if len(set(tags)) < len(tags):
        raise ValidationError("must hold no tag twice")


def is_sku(text: str) -> bool:
    return 3 <= len(text) <= 32 and CODE.fullmatch(text) is not None


class Strict(Schema):
    """Unknown members are refused."""

    class Meta:
        unknown = RAISE


class ArticleContent(Strict):
    """All that a client says about an article, with the defaults of what may be left out."""

    name = Text(required=True, validate=Length(1, 120))
    supplier = Text(required=True, validate=Length(1, 60))
    quantity = WholeNumber(required=True, validate=Range(0, MOST))
    unit_price = Price(required=True)
    tags = fields.List(Text(validate=[Length(1, 24), code]), load_default=list, validate=[Length(max=8), none_twice])
    weight_kg = Number(allow_none=True, load_default=None, validate=Range(min=0, max=1000, min_inclusive=False))
    location = Text(allow_none=True, load_default=None, validate=Length(1, 40))
    reorder_quantity = WholeNumber(load_default=12, validate=[Range(1, 1200), by_the_dozen])
    discontinued = Flag(load_default=False)


class NewArticle(ArticleContent):
    sku = fields.String(required=True, validate=[Length(3, 32), code])


class ImportedArticle(NewArticle):
    """An article as another system exported it: with its past, and perhaps with members that we don't know."""

    class Meta:
        unknown = EXCLUDE

    created_at = Instant(required=True)
    updated_at = Instant(required=True)


class Withdrawal(Strict):
    quantity = WholeNumber(required=True, validate=Range(1, MOST))
    reason = Text(allow_none=True, load_default=None, validate=Length(max=200))


class ArticleView(Schema):
    sku = fields.String()
    name = fields.String()
    supplier = fields.String()
    quantity = fields.Integer()
    unit_price = Price()
    tags = fields.List(fields.String())
    weight_kg = fields.Float()
    location = fields.String()
    reorder_quantity = fields.Integer()
    discontinued = fields.Boolean()
    created_at = Instant()
    updated_at = Instant()


class PageView(Schema):
    articles = fields.List(fields.Nested(ArticleView))
    next = fields.String()


class Digits(fields.Field):
    """A whole number as a query writes it; what is far beyond every quantity is as good as the largest."""

    def _deserialize(self, value, *args, **kwargs) -> int:
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,40}", value):
            raise ValidationError("must be a whole number")
        return min(int(value), 10 * MOST)


class TrueOrFalse(fields.Field):
    def _deserialize(self, value, *args, **kwargs) -> bool:
        if value not in ("true", "false"):
            raise ValidationError("must be true or false")
        return value == "true"


class ListQuery(Schema):
    """Everything is text in a query; parameters that we don't know are ignored."""

    class Meta:
        unknown = EXCLUDE

    size = Digits(validate=Range(min=1))
    after = fields.String(validate=Length(min=1))
    order = fields.String(validate=OneOf(ORDERS))
    supplier = Text(validate=Length(1, 60))
    discontinued = TrueOrFalse()
    quantity_from = Digits()
    quantity_below = Digits()
    updated_since = Instant()


def cursor_value(order: str, value: str | int) -> str | int | datetime:
    """A sort key as a cursor carries it, as the column has it."""
    return datetime.fromisoformat(str(value)) if order.endswith("updated_at") else value
