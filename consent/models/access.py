"""Access rows: guardian's direct tables, each row justified by a decision (access.md, "How guardian holds it")."""

import functools

from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import F
from django.utils import timezone
from guardian.managers import GroupObjectPermissionManager
from guardian.models import GroupObjectPermissionBase

from consent.models.decisions import SharingDecision, live_q
from locality.families import Family
from locality.history import Kept, to_one
from locality.wall import rules


@functools.cache
def permission_id(app_label, codename):
    """Key of a permission, looked up once in each process: a join by name costs 100 ms (performance.md)."""
    return Permission.objects.get(content_type__app_label=app_label, codename=codename).pk


class AccessQuerySet(models.QuerySet):
    def live(self, at=None):
        """Rows whose decision is live at a moment."""
        return self.filter(live_q("decision__", at or timezone.now()))

    def for_sight(self):
        """Rows that let somebody see the one record: not those that only order a list."""
        label = self.model._meta.get_field("content_object").related_model._meta
        return self.filter(permission=permission_id(label.app_label, f"see_{label.model_name}"))


class DecidedAccess(Kept, GroupObjectPermissionBase):
    """No access without a decision: a database constraint. Two reasons are two rows, so that one can end alone.

    `sort_key` copies the record's place in the list. It orders; it never decides.
    """

    decision = to_one(SharingDecision)
    sort_key = models.DateTimeField()

    objects = GroupObjectPermissionManager.from_queryset(AccessQuerySet)()
    not_in_history = ("sort_key",)
    wall = rules.of_decision()

    class Meta:
        abstract = True
        default_permissions = ()


class FamilyAccess(DecidedAccess):
    """A partner may see this category about this family: as far as the decision's own provider supplied it."""

    content_object = models.ForeignKey(Family, on_delete=models.PROTECT)

    class Meta(DecidedAccess.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "permission", "content_object", "decision"], name="family_access_once_per_decision"
            )
        ]
        indexes = [
            models.Index("group", F("sort_key").desc(), F("content_object").desc(), name="family_access_newest"),
            models.Index(fields=["content_object", "group", "permission"], name="family_access_of_family"),
        ]
