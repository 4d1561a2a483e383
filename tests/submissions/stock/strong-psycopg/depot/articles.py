"""All SQL about articles. Each function takes a connection that is inside a transaction."""

from typing import LiteralString

from psycopg import Connection, sql

from depot.cursor import Place
from depot.models import Article, Content, ListQuery, NewArticle

MAX_SIZE = 80

# The tags come with their article: one statement, however many articles there are.
SELECT: LiteralString = """
select a.sku, a.name, a.supplier, a.quantity, a.price_cents as unit_price, a.weight_kg, a.location,
       a.reorder_quantity, a.discontinued, a.revision, a.created_at, a.updated_at,
       array(select t.tag from tag t where t.sku = a.sku order by t.place) as tags
  from article a
"""

COLUMNS = {"unit_price": "price_cents"}


def columns_of(content: Content) -> dict:
    """Column to value; the tags have a table of their own."""
    fields = content.model_dump(exclude={"tags"})
    return {COLUMNS.get(name, name): value for name, value in fields.items()}


def find(connection: Connection, sku: str) -> Article | None:
    row = connection.execute(SELECT + " where a.sku = %s", [sku]).fetchone()
    return Article(**row) if row else None


def lock(connection: Connection, sku: str) -> int | None:
    """Until the end of the transaction nobody else changes it. Gives its revision."""
    row = connection.execute("select revision from article where sku = %s for update", [sku]).fetchone()
    return row["revision"] if row else None


def insert(connection: Connection, article: NewArticle) -> Article | None:
    """None where the sku is taken: the primary key decides, also between two at the same time."""
    columns = columns_of(article)
    statement = sql.SQL("insert into article ({}) values ({}) on conflict do nothing").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(map(sql.Placeholder, columns)),
    )
    if connection.execute(statement, columns).rowcount == 0:
        return None
    insert_tags(connection, article.sku, article.tags)
    return find(connection, article.sku)


def replace(connection: Connection, sku: str, content: Content) -> Article:
    """Every column; the article must be locked."""
    columns = columns_of(content)
    statement = sql.SQL(
        "update article set {}, revision = nextval('revision'), updated_at = clock_timestamp() where sku = %(sku)s"
    ).format(
        sql.SQL(", ").join(sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in columns)
    )
    connection.execute(statement, {**columns, "sku": sku})
    connection.execute("delete from tag where sku = %s", [sku])
    insert_tags(connection, sku, content.tags)
    return find(connection, sku)


def insert_tags(connection: Connection, sku: str, tags: list[str]) -> None:
    if tags:
        with connection.cursor() as cursor:
            cursor.executemany(
                "insert into tag (sku, place, tag) values (%s, %s, %s)",
                [(sku, place, tag) for place, tag in enumerate(tags)],
            )


def delete(connection: Connection, sku: str) -> bool:
    """False where there is none; of two at the same time the second finds none."""
    return connection.execute("delete from article where sku = %s", [sku]).rowcount == 1


def withdraw(connection: Connection, sku: str, quantity: int) -> Article | None:
    """All of it or nothing (None). The condition is part of the statement: it holds for many at the same time, too."""
    changed = connection.execute(
        """
        update article
           set quantity = quantity - %(quantity)s, revision = nextval('revision'), updated_at = clock_timestamp()
         where sku = %(sku)s and quantity >= %(quantity)s
        """,
        {"sku": sku, "quantity": quantity},
    )
    return find(connection, sku) if changed.rowcount == 1 else None


CONDITIONS = {
    "supplier": sql.SQL("a.supplier = %s"),
    "discontinued": sql.SQL("a.discontinued = %s"),
    "quantity_from": sql.SQL("a.quantity >= %s"),
    "quantity_below": sql.SQL("a.quantity < %s"),
    "updated_since": sql.SQL("a.updated_at >= %s"),
}


def page(connection: Connection, query: ListQuery, after: Place | None) -> tuple[list[Article], Place | None]:
    """A page in the asked order, and where the next one starts. Ties go by sku, in the direction of the order."""
    key = query.order.removeprefix("-")
    descending = query.order.startswith("-")
    size = min(query.size, MAX_SIZE)
    filters = query.filters()
    conditions, values = [CONDITIONS[name] for name in filters], list(filters.values())
    if after is not None:
        comparison = sql.SQL("<" if descending else ">")
        conditions.append(sql.SQL("({}, a.sku) {} (%s, %s)").format(sql.Identifier("a", key), comparison))
        values += [after.value, after.sku]
    where = sql.SQL(" where {}").format(sql.SQL(" and ").join(conditions)) if conditions else sql.SQL("")
    direction = sql.SQL("desc" if descending else "asc")
    statement = sql.SQL("{}{} order by {} {}, a.sku {} limit %s").format(
        sql.SQL(SELECT), where, sql.Identifier("a", key), direction, direction
    )
    rows = connection.execute(statement, [*values, size + 1]).fetchall()
    found = [Article(**row) for row in rows[:size]]
    if len(rows) <= size:
        return found, None
    return found, Place(getattr(found[-1], key), found[-1].sku)
