"""Very many moments read at once: Django makes each from its text in Python, which takes longer than all that a
question does with it. So they are read as whole numbers, and made moments from those."""

from datetime import UTC, datetime, timedelta

from django.db.models import BigIntegerField
from django.db.models.functions import Cast, Extract

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def counted(name):
    """A column of moments as microseconds since EPOCH, for `values_list`."""
    return Cast(Extract(name, "epoch", tzinfo=UTC) * 1_000_000, BigIntegerField())


def moment(number):
    """The moment of a number that was `counted`; None where there is none."""
    return None if number is None else EPOCH + timedelta(microseconds=number)
