"""The worker. Rows in the database are the truth; a task is a nudge to look at them (see config/settings.py)."""

import logging
import os

from celery import Celery, signals
from celery.contrib.django.task import DjangoTask
from django.db import transaction
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class Nudge(DjangoTask):
    """A task that only nudges: when the queue is away, what was written down stands, and the next sweep finds it."""

    def delay_on_commit(self, *args, **kwargs):
        """Nudge the worker after the commit; no answer from the queue is no fault of whoever saved something."""
        transaction.on_commit(lambda: self._nudge(args, kwargs))

    def _nudge(self, args, kwargs):
        try:
            self.apply_async(args, kwargs, retry_policy={"max_retries": 1, "interval_start": 0})
        except OperationalError:
            logging.getLogger(__name__).warning("The queue is away: %s waits for the sweep", self.name)


app = Celery("locality", task_cls=Nudge)
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
