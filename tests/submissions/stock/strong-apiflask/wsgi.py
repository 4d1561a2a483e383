"""What gunicorn serves: `gunicorn wsgi:app`. Also what the `flask` command finds by itself."""

from warehouse import create_app

app = create_app()
