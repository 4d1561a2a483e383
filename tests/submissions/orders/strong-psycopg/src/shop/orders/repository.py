"""All SQL about orders. Each function takes a connection that is inside a transaction."""

from typing import LiteralString
from uuid import UUID

from psycopg import Connection, sql

from shop.orders.models import NewOrder, Order
from shop.orders.query import After, ListQuery

# The items come as JSON with their order: one statement, however many orders there are.
SELECT: LiteralString = """
select o.id, o.status, o.customer_email, o.currency, o.note, o.total_cents, o.created_at, o.updated_at,
       (select json_agg(json_build_object('sku', i.sku, 'quantity', i.quantity, 'unit_price_cents', i.unit_price_cents)
                        order by i.position)
          from order_items i where i.order_id = o.id) as items
  from orders o
"""


def insert(connection: Connection, order: NewOrder) -> Order:
    row = connection.execute(
        """
        insert into orders (customer_email, currency, note, total_cents) values (%s, %s, %s, %s)
        returning id, status, created_at, updated_at
        """,
        [order.customer_email, order.currency, order.note, order.total_cents],
    ).fetchone()
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into order_items (order_id, position, sku, quantity, unit_price_cents) values (%s, %s, %s, %s, %s)",
            [(row["id"], at, item.sku, item.quantity, item.unit_price_cents) for at, item in enumerate(order.items)],
        )
    return Order(**row, **order.model_dump(), total_cents=order.total_cents)


def find(connection: Connection, order_id: UUID) -> Order | None:
    row = connection.execute(SELECT + " where o.id = %s", [order_id]).fetchone()
    return Order(**row) if row else None


def find_and_lock(connection: Connection, order_id: UUID) -> Order | None:
    """Until the end of the transaction nobody else changes it."""
    row = connection.execute(SELECT + " where o.id = %s for update of o", [order_id]).fetchone()
    return Order(**row) if row else None


def update(connection: Connection, order: Order, status: str, note: str | None) -> Order:
    row = connection.execute(
        "update orders set status = %s, note = %s, updated_at = clock_timestamp() where id = %s returning updated_at",
        [status, note, order.id],
    ).fetchone()
    return order.model_copy(update={"status": status, "note": note, "updated_at": row["updated_at"]})


CONDITIONS = {
    "status": sql.SQL("o.status = %s"),
    "customer_email": sql.SQL("o.customer_email = %s"),
    "created_from": sql.SQL("o.created_at >= %s"),
    "created_before": sql.SQL("o.created_at < %s"),
}


def page(connection: Connection, query: ListQuery, after: After | None) -> tuple[list[Order], After | None]:
    """A page in the asked order, and where the next one starts. Ties go by id, in the direction of the sort."""
    column = sql.Identifier("o", query.sort_key)
    filters = query.filters()
    conditions = [CONDITIONS[name] for name in filters]
    values = list(filters.values())
    if after is not None:
        comparison = sql.SQL("<" if query.descending else ">")
        conditions.append(sql.SQL("({}, o.id) {} (%s, %s)").format(column, comparison))
        values += [after.value, after.id]
    where = sql.SQL(" where {}").format(sql.SQL(" and ").join(conditions)) if conditions else sql.SQL("")
    direction = sql.SQL("desc" if query.descending else "asc")
    statement = sql.SQL("{}{} order by {} {}, o.id {} limit %s").format(
        sql.SQL(SELECT), where, column, direction, direction
    )
    rows = connection.execute(statement, [*values, query.limit + 1]).fetchall()
    orders = [Order(**row) for row in rows[: query.limit]]
    if len(rows) <= query.limit:
        return orders, None
    last = orders[-1]
    return orders, After(value=getattr(last, query.sort_key), id=last.id)
