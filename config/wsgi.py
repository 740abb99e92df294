"""The web application, for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from config import database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
database.ensure()
application = get_wsgi_application()

# Nothing is served from a database that does not guard its rows: the process ends here, with the reasons in its log.
from locality.wall import standing  # noqa: E402 (Django is set up by now)

standing.insist()
