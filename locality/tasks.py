"""Work for the worker: each task calls one service. The rows are the truth; the tasks are only nudges."""

from celery import shared_task


@shared_task
def send_notices():
    """Send the notices that wait. Safe to run at any time, as often as one likes."""
    from locality.post import send_waiting

    send_waiting()


@shared_task
def sweep():
    """Every minute: whatever a lost nudge left behind."""
    send_notices()
