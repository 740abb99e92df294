"""How long an audit waits for each of its questions, and for the alerts, asked of everybody's records at a tier: as the
page asks them, of all years where it asks of all, with the words of a page of what was found. The first is the ledger,
of everybody and of one family."""

import statistics
import time
from datetime import timedelta

from django.utils import timezone

from bench.databases import copy_of
from bench.lists import MIDDLE, practitioner
from consent.alerts import alerts
from consent.reports import ledger
from locality.access import AuditBox
from locality.access.rule import reader_of
from locality.asked import figures_of, months_of, rows_of
from locality.history import acting_as
from locality.models import Practitioner
from locality.questions import questions

LINES = 25  # of a page


def waits(tier, rounds):
    """{name: seconds} of each question and of the alerts: medians of so many rounds, each as a request of its own; and
    of the slowest question."""
    spent = {}
    with copy_of(tier):
        auditor = _auditor()
        asked = {f"seconds_of_question_{each.number:02}": _asks(each) for each in questions()}
        asked["seconds_of_question_01"] = lambda reader: ledger(auditor)
        more = {"seconds_of_the_alerts": lambda reader: alerts()}
        more["seconds_of_the_ledger_of_a_family"] = lambda reader: ledger(auditor, family=1)
        for _ in range(rounds):
            for name, ask in sorted((asked | more).items()):
                began = time.perf_counter()
                with acting_as(auditor):
                    ask(reader_of(auditor))
                spent.setdefault(name, []).append(time.perf_counter() - began)
    found = {name: statistics.median(times) for name, times in spent.items()}
    return found | {"seconds_of_the_slowest_question": max(found[name] for name in asked)}


def _asks(question):
    def ask(reader):
        now = timezone.now()
        filters = {"since": timezone.localdate(now) - timedelta(days=365)} if question.lately else {}
        answer = question.run(reader, filters, now)
        figures_of(answer, reader)
        rows_of(answer.page("", LINES)[0])
        months_of(answer, filters, reader)

    return ask


def _auditor():
    """Somebody who audits, whom another let in."""
    now, found = timezone.now(), practitioner(MIDDLE)
    times = {"starts_at": now - timedelta(days=1), "ends_at": now + timedelta(days=1)}
    with acting_as(Practitioner.objects.system()):
        granted_by = Practitioner.objects.exclude(pk=found.pk).filter(is_active=True)[0]
        AuditBox.objects.create(auditor=found, granted_by=granted_by, purpose="How long a question takes", **times)
    return found
