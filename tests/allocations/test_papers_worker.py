"""Papers over the real queue, by a real worker: one that is killed leaves nothing, and repeats nothing."""

import contextlib
import copy
import logging
import os
import signal
from uuid import uuid4

import pytest
from django.db import connections, transaction
from kombu.exceptions import OperationalError

from allocations import services
from allocations.models import Pack, PackOrder
from allocations.tasks import make_papers
from config.celery import Nudge
from locality.history import acting_as
from tests.allocations.sitting import fresh, ready
from tests.config.test_worker import working
from tests.locality.test_worker_killed import busy, nudge, wait_until


def seen(story, model):
    with acting_as(story.ben):
        return list(model.objects.values_list("pk", flat=True))


@pytest.mark.rule("S94")
def test_a_killed_worker_loses_no_papers_and_issues_none_twice(clone_database, told_once, tmp_path):
    story = copy.copy(told_once)
    with clone_database("papers") as name:
        made = ready(story)
        services.circulate(fresh(made.meeting), by=story.ewan)
        order = services.order_papers(fresh(made.meeting), by=story.ben, submission=uuid4())
        with connections["owner"].cursor() as owner:
            owner.execute("BEGIN")
            owner.execute("LOCK TABLE allocations_historicalpack IN EXCLUSIVE MODE")  # the copy's record waits here
            with contextlib.suppress(ProcessLookupError), working(name, tmp_path) as worker:
                nudge(name, "allocations.tasks.sweep_papers")
                wait_until(lambda: busy(name, "wait_event_type = 'Lock'"))
                os.killpg(worker.pid, signal.SIGKILL)
                worker.wait()
            owner.execute("ROLLBACK")
            wait_until(lambda: not busy(name, "state <> 'idle'"))
        assert seen(story, Pack) == []
        with working(name, tmp_path):
            for _ in range(2):
                nudge(name, "allocations.tasks.sweep_papers")
            wait_until(lambda: seen(story, Pack))
        with acting_as(story.ben):
            found = PackOrder.objects.get(pk=order.pk)
            assert found.tries == 2 and bytes(found.content).startswith(b"%PDF")
        assert seen(story, Pack) == [order.pk]


def test_a_dead_queue_costs_whoever_asks_nothing(monkeypatch, story, django_capture_on_commit_callbacks):
    def dead(*args, **kwargs):
        raise OperationalError("Connection refused")

    told = []
    monkeypatch.setattr(Nudge, "apply_async", dead)
    monkeypatch.setattr(logging.getLogger("config.celery"), "warning", lambda words, *rest: told.append(words))
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        make_papers.delay_on_commit("00000000-0000-0000-0000-000000000000")
    assert len(told) == 1 and told[0].startswith("The queue is away")
