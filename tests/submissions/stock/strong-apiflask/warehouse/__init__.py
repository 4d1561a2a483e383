"""The stock of a warehouse. `create_app` is the way in."""

from apiflask import APIFlask

from warehouse.settings import Settings


def create_app(**overrides: str) -> APIFlask:
    """Builds the application from the environment; `overrides` replace single settings (tests use this)."""
    settings = Settings.from_environment(overrides)
    # The published document is the contract; none is made from the code.
    app = APIFlask(__name__, enable_openapi=False, json_errors=False)
    # `//api/articles` is an unknown path, not a redirect in HTML.
    app.url_map.merge_slashes = False
    app.config.update(settings.as_mapping())

    from warehouse import database, errors, health, logs
    from warehouse.articles.routes import articles
    from warehouse.bodies import StrictJson

    app.json = StrictJson(app)
    logs.init_app(app)
    database.init_app(app, settings)
    errors.init_app(app)
    app.register_blueprint(articles)
    app.register_blueprint(health.blueprint)
    return app
