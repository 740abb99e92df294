"""Work for the worker: each task calls one service. The rows are the truth; the tasks are only nudges."""

from celery import shared_task


@shared_task
def send_notices():
    """Send the notices that wait. Safe to run at any time, as often as one likes."""
    from locality.post import send_waiting

    send_waiting()


@shared_task
def send_digests():
    """Tell everybody who has something due, once a day. Safe to run at any time, as often as one likes."""
    from locality.post import send_digests

    send_digests()


@shared_task
def sweep():
    """Every minute: whatever a lost nudge left behind, and once a day the letters on what is due."""
    send_notices()
    send_digests()


@shared_task
def seal_evidence():
    """Every ten seconds: seal who looked."""
    from locality.evidence.database import connection_for, seal_access

    seal_access(connection_for("sealer", "owner"))


@shared_task
def anchor_evidence():
    """Every night: sign how far the evidence log has come, and send that out of the house."""
    from locality.evidence.database import connection_for
    from locality.evidence.statements import sign

    sign(connection_for("sealer", "owner"))


@shared_task
def verify_evidence():
    """Every night, and as soon as an auditor asks: is the evidence log whole? What was found is in the log itself."""
    from locality.evidence.database import connection_for
    from locality.evidence.standing import verify_and_note

    verify_and_note(connection_for("audit", "owner"))


@shared_task
def verify_if_asked():
    """Every minute: the check that an auditor asked for and whose nudge was lost. Nothing where this worker may not."""
    from django.db import connections

    from locality.evidence.database import connection_for
    from locality.evidence.standing import is_asked

    if {"audit", "owner"} & set(connections) and is_asked(connection_for("audit", "owner")):
        verify_evidence()
