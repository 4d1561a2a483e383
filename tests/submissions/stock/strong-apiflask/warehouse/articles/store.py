"""What can be done with articles. What must hold for many at once is decided by one statement, or under a lock."""

from sqlalchemy import Select, and_, delete, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert

from warehouse.articles.paging import PageRequest
from warehouse.database import session
from warehouse.models import VERSIONS, Article

CHANGED = {"version": VERSIONS.next_value(), "updated_at": text("clock_timestamp()")}


class NotFound(LookupError):
    """There is no article with this sku."""


class Taken(ValueError):
    """There is an article with this sku."""


class Stale(ValueError):
    """The article is another version than the client thinks."""


class NotEnough(ValueError):
    """More is asked for than there is."""

    def __init__(self, left: int):
        super().__init__(f"There are {left}.")


def create(fields: dict) -> Article:
    """Raises Taken. The primary key decides between two at the same time."""
    statement = insert(Article).values(fields).on_conflict_do_nothing().returning(Article)
    article = session().scalars(statement).one_or_none()
    if article is None:
        raise Taken(fields["sku"])
    session().commit()
    return article


def read(sku: str) -> Article:
    """Raises NotFound."""
    article = session().get(Article, sku)
    if article is None:
        raise NotFound(sku)
    return article


def replace(sku: str, fields: dict, versions: set[int] | None) -> Article:
    """Sets every field. With `versions`, only where the article is one of them. Raises NotFound, Stale."""
    article = session().get(Article, sku, with_for_update=True)
    if article is None:
        raise NotFound(sku)
    if versions is not None and article.version not in versions:
        raise Stale(sku)
    statement = update(Article).where(Article.sku == sku).values(**fields, **CHANGED).returning(Article)
    article = session().scalars(statement, execution_options={"populate_existing": True}).one()
    session().commit()
    return article


def remove(sku: str) -> None:
    """Raises NotFound. Of two at the same time the second finds no row."""
    if session().execute(delete(Article).where(Article.sku == sku)).rowcount == 0:
        raise NotFound(sku)
    session().commit()


def withdraw(sku: str, quantity: int) -> Article:
    """Takes all of it or nothing; the condition and the change are one statement. Raises NotFound, NotEnough."""
    statement = (
        update(Article)
        .where(Article.sku == sku, Article.quantity >= quantity)
        .values(quantity=Article.quantity - quantity, **CHANGED)
        .returning(Article)
    )
    article = session().scalars(statement).one_or_none()
    if article is None:
        raise NotEnough(read(sku).quantity)
    session().commit()
    return article


def page(asked: PageRequest) -> tuple[list[Article], bool]:
    """The articles of a page, and whether there are more."""
    column = getattr(Article, asked.order.removeprefix("-"))
    descending = asked.order.startswith("-")
    statement = filtered(select(Article), asked.filters)
    if asked.after is not None:
        beyond = column < asked.after.value if descending else column > asked.after.value
        statement = statement.where(or_(beyond, and_(column == asked.after.value, Article.sku > asked.after.sku)))
        # Says nothing new, but an index can begin here; at an OR it begins with the first article of all.
        statement = statement.where(column <= asked.after.value if descending else column >= asked.after.value)
    statement = statement.order_by(column.desc() if descending else column.asc(), Article.sku)
    # One more than asked for tells whether there is another page.
    found = list(session().scalars(statement.limit(asked.size + 1)))
    return found[: asked.size], len(found) > asked.size


def filtered(statement: Select, filters: dict) -> Select:
    """Only the filters that are there."""
    conditions = {
        "supplier": lambda value: Article.supplier == value,
        "discontinued": lambda value: Article.discontinued == value,
        "quantity_from": lambda value: Article.quantity >= value,
        "quantity_below": lambda value: Article.quantity < value,
        "updated_since": lambda value: Article.updated_at >= value,
    }
    return statement.where(*(conditions[name](value) for name, value in filters.items()))
