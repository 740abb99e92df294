"""Work for the worker."""

from celery import shared_task


@shared_task
def make_papers(order):
    """Make one copy of a meeting’s papers (the key of its order). Safe to run at any time, as often as one likes."""
    from allocations.printing import make

    make(order)


@shared_task
def sweep_papers():
    """Every minute: the copies that a lost nudge or a killed worker left behind."""
    from allocations.printing import make_waiting

    make_waiting()


@shared_task
def clear_papers():
    """Every night: take out the copies of meetings that are over."""
    from allocations import services
    from locality.models import Practitioner

    services.clear_papers(by=Practitioner.objects.system())


@shared_task
def age_lists():
    """Every night: take out what was kept long enough of people on lists."""
    from allocations import services
    from locality.models import Practitioner

    services.age_lists(by=Practitioner.objects.system())
