"""The routes under /api. Each opens one transaction, at most."""

import base64
import hmac
import json
import re

from flask import Blueprint, Response, request, url_for
from psycopg import Connection
from psycopg_pool import ConnectionPool

from depot import articles
from depot.config import Config
from depot.cursor import Cursors, NoCursor, Place
from depot.failures import Failure, invalid, not_found, parse
from depot.models import CODE, Article, Content, ListQuery, NewArticle, Withdrawal


def credentials(header: str) -> tuple[bytes, bytes]:
    """User name and password of an Authorization header (RFC 7617); empty where it holds none."""
    scheme, _, encoded = header.partition(" ")
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True) if scheme.lower() == "basic" else b""
    except ValueError:
        return b"", b""
    user, _, password = decoded.partition(b":")
    return user, password


def guard(config: Config):
    """A before_request function that lets only the one user pass."""

    def check() -> None:
        user, password = credentials(request.headers.get("Authorization", ""))
        # Both are compared, and in constant time.
        is_user, is_password = hmac.compare_digest(user, config.user), hmac.compare_digest(password, config.password)
        if not (is_user and is_password):
            challenge = {"WWW-Authenticate": 'Basic realm="depot"'}
            raise Failure(401, "unauthorized", "User name and password, please.", challenge)

    return check


def only_what_can_be_a_sku() -> None:
    sku = (request.view_args or {}).get("sku", "any")
    if not (3 <= len(sku) <= 32 and CODE.fullmatch(sku)):
        raise not_found()


def api(config: Config, pool: ConnectionPool) -> Blueprint:
    blueprint = Blueprint("api", __name__, url_prefix="/api/articles")
    blueprint.before_request(guard(config))
    blueprint.before_request(only_what_can_be_a_sku)
    cursors = Cursors(config.password)

    @blueprint.post("")
    def create():
        new = parse(NewArticle, body())
        with pool.connection() as connection:
            article = articles.insert(connection, new)
        return shown(article or taken(new.sku), 201, {"Location": url_for("api.read", sku=new.sku)})

    @blueprint.get("")
    def list_page():
        query, after, parameters = list_request(cursors)
        with pool.connection() as connection:
            found, following = articles.page(connection, query, after)
        carried = {**parameters, "order": query.order}
        return {
            "articles": [article.model_dump(mode="json") for article in found],
            "next": following and cursors.write(following, carried),
        }

    @blueprint.get("/<sku>")
    def read(sku: str):
        with pool.connection() as connection:
            return shown(articles.find(connection, sku) or missing())

    @blueprint.put("/<sku>")
    def replace(sku: str):
        content = parse(Content, body())
        with pool.connection() as connection:
            must_be_wanted(articles.lock(connection, sku) or missing())
            return shown(articles.replace(connection, sku, content))

    @blueprint.delete("/<sku>")
    def remove(sku: str):
        with pool.connection() as connection:
            articles.delete(connection, sku) or missing()
        return "", 204

    @blueprint.post("/<sku>/withdrawals")
    def withdraw(sku: str):
        wanted = parse(Withdrawal, body())
        with pool.connection() as connection:
            return shown(articles.withdraw(connection, sku, wanted.quantity) or refused(connection, sku))

    return blueprint


def taken(sku: str):
    raise Failure(409, "sku-taken", f"There is an article {sku} already.")


def refused(connection: Connection, sku: str):
    article = articles.find(connection, sku) or missing()
    raise Failure(409, "not-enough", f"There are {article.quantity} of {sku}.")


def missing():
    raise not_found()


def list_request(cursors: Cursors) -> tuple[ListQuery, Place | None, dict[str, str]]:
    """What is asked for, where the page starts, and the parameters that the next cursor carries on."""
    parameters = request.args.to_dict()
    query = parse(ListQuery, parameters, prefix="")
    if "after" not in parameters:
        return query, None, parameters
    try:
        place, carried = cursors.read(parameters["after"], parameters)
    except NoCursor as error:
        raise invalid(("after", str(error))) from error
    parameters = {**parameters, **carried}
    return parse(ListQuery, parameters, prefix=""), place, parameters


def shown(article: Article, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    tag = {"ETag": f'"r{article.revision}"'}
    return Response(article.model_dump_json(), status, {**tag, **(headers or {})}, content_type="application/json")


def must_be_wanted(revision: int) -> None:
    """Raises 412 unless If-Match, where there is one, names this revision (RFC 9110 13.1.1). A weak tag never does."""
    header = request.headers.get("If-Match")
    if header is None or header.strip() == "*":
        return
    if f'"r{revision}"' not in re.findall(r'(?<!W/)"[^"]*"', header):
        raise Failure(412, "stale", "The article was changed in the meantime.")


def body() -> object:
    """The request's JSON. Python's parser takes a little more than JSON; that is refused here."""
    if request.mimetype != "application/json":
        raise Failure(415, "unsupported-media-type", "Send application/json.")
    try:
        return json.loads(request.get_data().decode(), parse_constant=no_constant)
    except (ValueError, RecursionError) as error:
        raise Failure(400, "not-json", "The body is not JSON.") from error


def no_constant(name: str):
    raise ValueError(name)
