"""Sending the notices: an e-mail that says only that there is something to read."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from locality.days import is_working_day
from locality.dues import how_many_due
from locality.history import acting_as
from locality.models import Digest, Notice, Practitioner, ReminderChoice
from locality.partners import SYSTEM_EMAIL

BEGINS = (7, 30)  # when the day's letters go, Europe/London
SUBJECT = "You have an update"
TEXT = """There is something for you to read in {service}. Sign in to see it.

This message says no more on purpose: nothing about a family is sent by e-mail.
"""


LETTER = """{count} of the things on your list in {service} {verb} due. Sign in to see {them}.

This message says no more on purpose: nothing about a family is sent by e-mail.
"""


def send_digests(now=None):
    """Once a working day, from half past seven: a letter to everybody who has something due and did not
    stop it (locality/reminders.py). Returns how many went.

    Safe to run at any time, as often as one likes: a row for each person and day says that it was done.
    """
    now = timezone.localtime(now)
    if not is_working_day(now.date()) or (now.hour, now.minute) < BEGINS:
        return 0
    with acting_as(Practitioner.objects.system()):
        done = Digest.objects.filter(day=now.date()).values("practitioner")
        unwanted = ReminderChoice.objects.filter(daily_letter=False).values("practitioner")
        rows = Practitioner.objects.filter(is_active=True).exclude(pk__in=done).exclude(pk__in=unwanted)
        waiting = list(rows.exclude(email=SYSTEM_EMAIL))
    return sum(_send_digest(practitioner, now.date()) for practitioner in waiting)


def _send_digest(practitioner, day):
    with acting_as(practitioner):  # the list as they would see it themselves, behind both walls
        count = how_many_due(practitioner, day)
    with acting_as(Practitioner.objects.system(), reason="Told of what is due"):
        # One worker at a time for each person: the other waits here, and then finds it done.
        Practitioner.objects.select_for_update(no_key=True).get(pk=practitioner.pk)
        if Digest.objects.filter(practitioner=practitioner, day=day).exists():
            return False
        Digest.objects.create(practitioner=practitioner, day=day, count=count)
        if count:
            words = {"verb": "is", "them": "it"} if count == 1 else {"verb": "are", "them": "them"}
            text = LETTER.format(count=count, service=settings.SERVICE_NAME, **words)
            send_mail("Something is due", text, None, [practitioner.email])
    return bool(count)


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
