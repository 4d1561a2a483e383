"""Imports articles from a JSON file, once for each content: what was changed or deleted since stays so."""

import hashlib
import logging
from pathlib import Path

import psycopg
from psycopg.rows import dict_row
from pydantic import TypeAdapter, ValidationError

from depot import articles
from depot.models import ImportedArticle

log = logging.getLogger(__name__)

file_of_articles = TypeAdapter(list[ImportedArticle])


def load(connection: psycopg.Connection, path: str) -> int:
    """Gives how many were new. Exits with a message where the file can't be used."""
    try:
        content = Path(path).read_bytes()
        found = file_of_articles.validate_json(content)
    except (OSError, ValidationError) as error:
        raise SystemExit(f"IMPORT_FILE {path} can't be imported: {error}") from error
    connection.row_factory = dict_row
    with connection.transaction():
        # Whoever comes second waits here until the first is done.
        statement = "insert into imported_file (sha256) values (%s) on conflict do nothing"
        if connection.execute(statement, [hashlib.sha256(content).hexdigest()]).rowcount == 0:
            return 0
        return sum(articles.insert(connection, article) is not None for article in found)
