"""Imports articles from a JSON file, times included. Once: what was changed or deleted since stays so."""

import hashlib
import json
import logging
from pathlib import Path

from marshmallow import ValidationError
from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql import insert

from warehouse.articles.schemas import ImportedArticle
from warehouse.models import Article, Import

log = logging.getLogger(__name__)


class ImportFailed(RuntimeError):
    """The file can't be read or is not a list of articles."""


def import_articles(engine: Engine, path: str) -> int:
    """How many articles were new. Safe to call again, and from several processes at once."""
    sha256, articles = read_articles(path)
    with engine.begin() as connection:
        # Whoever comes second waits here until the first is done.
        first = connection.execute(
            insert(Import).values(sha256=sha256).on_conflict_do_nothing().returning(Import.sha256)
        ).scalar()
        if first is None or not articles:
            log.info("Nothing to import from %s", path)
            return 0
        statement = insert(Article).values(articles).on_conflict_do_nothing().returning(Article.sku)
        new = len(connection.scalars(statement).all())
    log.info("Imported %d of %d articles", new, len(articles))
    return new


def read_articles(path: str) -> tuple[str, list[dict]]:
    """The hash of the file, and what is in it. Raises ImportFailed, which names the file."""
    try:
        content = Path(path).read_bytes()
        return hashlib.sha256(content).hexdigest(), ImportedArticle(many=True).load(json.loads(content))
    except (OSError, ValueError, ValidationError) as error:
        raise ImportFailed(f"IMPORT_FILE {path}: {error}") from error
