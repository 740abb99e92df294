"""Sending the notices: an e-mail that says only that there is something to read."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from locality.history import acting_as
from locality.models import Notice, Practitioner

SUBJECT = "You have an update"
TEXT = """There is something for you to read in {service}. Sign in to see it.

This message says no more on purpose: nothing about a family is sent by e-mail.
"""


def send_waiting():
    """Send every notice that waits, each at most once unless sending itself fails; returns how many were sent."""
    sent = 0
    while _send_one():
        sent += 1
    return sent


def _send_one():
    with acting_as(Practitioner.objects.system(), reason="Sent a notice"):
        waiting = Notice.objects.waiting().select_for_update(skip_locked=True, of=("self",))
        notice = waiting.select_related("practitioner").first()
        if not notice:
            return False
        notice.sent_at = timezone.now()
        notice.save(update_fields=["sent_at"])
        # Inside the transaction: if the post office refuses, the row still waits. At worst a letter goes twice.
        send_mail(SUBJECT, TEXT.format(service=settings.SERVICE_NAME), None, [notice.practitioner.email])
    return True
