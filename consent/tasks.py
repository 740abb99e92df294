"""Work for the worker."""

from celery import shared_task


@shared_task
def clear_files():
    """Every night: remove files that no row knows. Safe to run at any time, as often as one likes."""
    from consent.files import clear
    from locality.models import Practitioner

    clear(by=Practitioner.objects.system())
