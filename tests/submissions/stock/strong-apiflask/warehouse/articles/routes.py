"""HTTP in, HTTP out. What is decided is decided in the store."""

import re

from apiflask import APIBlueprint, HTTPError
from flask import Response, request, url_for

from warehouse.articles import store
from warehouse.articles.paging import page_request, write_next
from warehouse.articles.schemas import ArticleContent, ArticleView, ListQuery, NewArticle, PageView, Withdrawal, is_sku
from warehouse.auth import require_credentials
from warehouse.bodies import require_json
from warehouse.models import Article

articles = APIBlueprint("articles", __name__, url_prefix="/api/articles")

ENTITY_TAG = re.compile(r'(W/)?"([^"]*)"')


@articles.before_request
def check_first() -> None:
    """In this order: who it is, whether such an article can exist, whether the body is JSON."""
    require_credentials()
    if not is_sku((request.view_args or {}).get("sku", "any")):
        raise not_found()
    require_json()


@articles.post("")
@articles.input(NewArticle, location="json", arg_name="fields")
@articles.output(ArticleView, status_code=201)
def create(fields: dict):
    try:
        article = store.create(fields)
    except store.Taken as error:
        raise conflict("sku-taken", f"There is an article {error} already.") from error
    return article, 201, {"Location": url_for("articles.read", sku=article.sku), **tagged(article)}


@articles.get("")
@articles.input(ListQuery, location="query", arg_name="loaded")
@articles.output(PageView)
def list_page(loaded: dict):
    asked = page_request(loaded, request.args.to_dict())
    found, has_more = store.page(asked)
    return {"articles": found, "next": write_next(found[-1], asked) if has_more else None}


@articles.get("/<sku>")
@articles.output(ArticleView)
def read(sku: str):
    try:
        article = store.read(sku)
    except store.NotFound as error:
        raise not_found() from error
    return article, 200, tagged(article)


@articles.put("/<sku>")
@articles.input(ArticleContent, location="json", arg_name="fields")
@articles.output(ArticleView)
def replace(sku: str, fields: dict):
    try:
        article = store.replace(sku, fields, wanted_versions())
    except store.NotFound as error:
        raise not_found() from error
    except store.Stale as error:
        raise HTTPError(412, "The article was changed in the meantime.") from error
    return article, 200, tagged(article)


@articles.delete("/<sku>")
def remove(sku: str):
    try:
        store.remove(sku)
    except store.NotFound as error:
        raise not_found() from error
    return Response(status=204)


@articles.post("/<sku>/withdrawals")
@articles.input(Withdrawal, location="json", arg_name="fields")
@articles.output(ArticleView)
def withdraw(sku: str, fields: dict):
    try:
        article = store.withdraw(sku, fields["quantity"])
    except store.NotFound as error:
        raise not_found() from error
    except store.NotEnough as error:
        raise conflict("not-enough", str(error)) from error
    return article, 200, tagged(article)


def tagged(article: Article) -> dict[str, str]:
    return {"ETag": f'"{article.version}"'}


def wanted_versions() -> set[int] | None:
    """The versions that If-Match names (RFC 9110 13.1.1); None where any will do. A weak tag never matches."""
    header = request.headers.get("If-Match")
    if header is None or header.strip() == "*":
        return None
    tags = ENTITY_TAG.findall(header)
    return {int(tag) for weak, tag in tags if not weak and re.fullmatch(r"[0-9]{1,18}", tag)}


def not_found() -> HTTPError:
    return HTTPError(404, "There is no such article.")


def conflict(code: str, message: str) -> HTTPError:
    return HTTPError(409, message, extra_data={"code": code})
