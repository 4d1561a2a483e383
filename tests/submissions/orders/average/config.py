import os


def database_url():
    """SQLAlchemy needs the driver in the URL."""
    url = os.environ["DATABASE_URL"]
    if url.startswith("postgres://"):
        url = url.replace("postgres://", "postgresql://", 1)
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


class Config:
    SQLALCHEMY_DATABASE_URI = database_url()
    SQLALCHEMY_ENGINE_OPTIONS = {"pool_pre_ping": True}
    API_USERNAME = os.environ["API_USERNAME"]
    API_PASSWORD = os.environ["API_PASSWORD"]
    SEED_FILE = os.environ.get("SEED_FILE")
    LOG_LEVEL = os.environ.get("LOG_LEVEL", "INFO")
