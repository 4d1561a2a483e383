"""Create, read, list and change orders."""

import uuid

from sqlalchemy import Select, and_, func, or_, select

from orders.extensions import db
from orders.lifecycle import may_move
from orders.models import Item, Order
from orders.services.cursors import Position


class OrderNotFound(LookupError):
    """There is no order with this id."""


class MoveRefused(ValueError):
    """The order may not go from its status to the wanted one."""

    def __init__(self, current: str, wanted: str):
        super().__init__(f"An order that is {current} can't become {wanted}.")


def build_order(fields: dict) -> Order:
    """A new order, not yet stored. The total is ours to compute."""
    items = [Item(position=position, **item) for position, item in enumerate(fields["items"])]
    total = sum(item.quantity * item.unit_price_cents for item in items)
    return Order(**{**fields, "items": items, "total_cents": total})


def read_order(order_id: uuid.UUID) -> Order:
    """Raises OrderNotFound."""
    order = db.session.get(Order, order_id)
    if order is None:
        raise OrderNotFound(order_id)
    return order


def change_order(order_id: uuid.UUID, changes: dict) -> Order:
    """Applies a patch. The row is locked, so that of two moves at the same time the second sees the first."""
    order = db.session.get(Order, order_id, with_for_update={"of": Order})
    if order is None:
        raise OrderNotFound(order_id)
    if "status" in changes and not may_move(order.status, changes["status"]):
        raise MoveRefused(order.status, changes["status"])
    changed = {name: value for name, value in changes.items() if getattr(order, name) != value}
    for name, value in changed.items():
        setattr(order, name, value)
    if changed:
        order.updated_at = func.now()
    db.session.commit()
    return order


SORT_COLUMNS = {"created_at": Order.created_at, "total_cents": Order.total_cents}


def list_orders(filters: dict, sort: str, limit: int, after: Position | None) -> tuple[list[Order], Position | None]:
    """A page, and the position that the next one starts after (None on the last page)."""
    key = sort.removeprefix("-")
    column = SORT_COLUMNS[key]
    descending = sort.startswith("-")
    statement = filtered(select(Order), filters)
    if after is not None:
        beyond = column < after.value if descending else column > after.value
        statement = statement.where(or_(beyond, and_(column == after.value, Order.id > after.id)))
        # Says nothing new, but an index can begin here; at an OR it begins with the first order of all.
        statement = statement.where(column <= after.value if descending else column >= after.value)
    statement = statement.order_by(column.desc() if descending else column.asc(), Order.id)
    # One more than asked for tells whether there is another page.
    orders = list(db.session.scalars(statement.limit(limit + 1)))
    if len(orders) <= limit:
        return orders, None
    last = orders[limit - 1]
    return orders[:limit], Position(value=getattr(last, key), id=last.id)


def filtered(statement: Select, filters: dict) -> Select:
    """Only the filters that are there."""
    conditions = {
        "status": lambda value: Order.status == value,
        "customer_email": lambda value: Order.customer_email == value,
        "created_from": lambda value: Order.created_at >= value,
        "created_before": lambda value: Order.created_at < value,
    }
    return statement.where(*(conditions[name](value) for name, value in filters.items()))
