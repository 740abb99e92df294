"""What the worker does by the clock (London time): each only finds what is due, so a run too many changes nothing."""

from celery.schedules import crontab

BEAT = {
    "sweep": {"task": "locality.tasks.sweep", "schedule": 60.0, "options": {"expires": 55}},
    "seal": {"task": "locality.tasks.seal_evidence", "schedule": 10.0, "options": {"expires": 9}},
    "anchor": {"task": "locality.tasks.anchor_evidence", "schedule": crontab(hour=0, minute=10)},
    "verify": {"task": "locality.tasks.verify_evidence", "schedule": crontab(hour=1, minute=10)},
    "verify-asked": {"task": "locality.tasks.verify_if_asked", "schedule": 60.0, "options": {"expires": 55}},
    "clear": {"task": "consent.tasks.clear_files", "schedule": crontab(hour=3, minute=20)},
    "papers": {"task": "allocations.tasks.sweep_papers", "schedule": 60.0, "options": {"expires": 55}},
    "clear-papers": {"task": "allocations.tasks.clear_papers", "schedule": crontab(hour=3, minute=40)},
    "age-lists": {"task": "allocations.tasks.age_lists", "schedule": crontab(hour=3, minute=50)},
}
