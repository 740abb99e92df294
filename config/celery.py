"""The worker. Rows in the database are the truth; a task is a nudge to look at them (see config/settings.py)."""

import os

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("locality")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.celeryd_init.connect
@signals.beat_init.connect
def start_servers(**_kwargs):
    """With no DATABASE_URL and no BROKER_URL, a worker started by hand brings its servers with it."""
    from config import database

    database.ensure()


@signals.worker_init.connect
def insist_on_the_wall(**_kwargs):
    """No task is worked on in a database that does not guard its rows. Celery swallows every exception but this one."""
    from locality.wall import standing

    try:
        standing.insist()
    except Exception as failure:
        raise SystemExit(str(failure)) from failure


@signals.setup_logging.connect
def keep_our_logging(**_kwargs):
    """Stop Celery from putting its own handlers, which print task arguments and results, over ours."""
