"""Of which day is what is shared, and is it too old to be passed on without a word (V18, S114)?"""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from locality.access.rule import item_access
from locality.families import Household, NeedLevel, OfFamily
from locality.reference import FAMILY_DETAILS, PROTECTED_ADDRESS
from locality.registries import protected_models

HALF_YEAR, YEAR = timedelta(days=182), timedelta(days=365)
WHO_AND_WHERE = (FAMILY_DETAILS, PROTECTED_ADDRESS)  # people move, and households change


def old_ones(proposal, today):
    """The items that a proposal shares and that were out of date by this day: what says who lives where is after six
    months, everything else after twelve."""
    return [item for item in proposal.included if is_old(item, today)]


def is_old(item, today):
    """Whether one item is too old by this day to be shared without saying why it is still right."""
    limit = HALF_YEAR if item.category.code in WHO_AND_WHERE else YEAR
    return bool(item.as_of) and item.as_of < today - limit


def day_of(record):
    """The day of which one record tells: of a conversation, when it was held."""
    return timezone.localdate(getattr(record, type(record).list_key))


def day_of_kind(kind, family, partner, reader):
    """The day of which a whole kind of the family's information tells, as far as `partner` supplied it: of addresses,
    when the oldest one that counts was last written down; of anything else, the newest record's own. Today when there
    is nothing dated."""
    which = {"family": family, "provider": partner, "category": kind}
    if kind.code in WHO_AND_WHERE:
        days = [_written(home) for home in Household.objects.visible_by(reader).filter(**which) if home.is_current]
        return min(days, default=timezone.localdate())
    levels = NeedLevel.objects.visible_by(reader).filter(**which).aggregate(last=Max("judged_on"))
    days = [levels["last"]] if levels["last"] else []
    for model in protected_models().values():
        if issubclass(model, OfFamily) and item_access(model):
            rows = model.objects.visible_by(reader).filter(**which).aggregate(last=Max(model.list_key))
            days += [timezone.localdate(rows["last"])] if rows["last"] else []
    return max(days, default=timezone.localdate())


def _written(home):
    """The day on which an address was last written down or changed."""
    last = home.history.aggregate(last=Max("history_date"))["last"]
    return timezone.localdate(last) if last else home.starts_on
