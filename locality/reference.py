"""Reference data: dated content with its source, never code (architecture.md)."""

import functools

from django.contrib.auth.models import Permission
from django.db import models

from locality.history import Kept


class InformationCategory(Kept):
    """A category of information (S124-S130). Its key is the permission that shares it, so that a record's category
    can be compared with an access row's permission without a join."""

    permission = models.OneToOneField(Permission, on_delete=models.PROTECT, primary_key=True, related_name="+")
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    explanation = models.TextField(blank=True)
    shareable = models.BooleanField(default=True, help_text="May be offered in a sharing decision")
    special = models.BooleanField(
        default=True, db_default=True, help_text="May tell of health, beliefs, origin or sex life (V13)"
    )
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position", "name"]
        verbose_name_plural = "information categories"

    def __str__(self):
        return self.name


FAMILY_DETAILS, CONCERNS, LEAD_PROFESSIONAL, ACTIONS = "family_details", "concerns", "lead_professional", "actions"
PROTECTED_ADDRESS, CONSENT, SHARING_RECORD = "protected_address", "consent", "sharing_record"
ADULTS = "adults_sensitive"
EQUALITY = "equality"  # its partner’s alone: no decision offers it (docs/decisions/0016)
KEPT_APART = (PROTECTED_ADDRESS, ADULTS)  # never part of "everything": only ever shared on purpose (S126, A5)


@functools.cache
def category_key(code):
    """The key of the information category with this code, asked for once in each process: it never changes."""
    return category(code).pk


def category(code):
    """The information category with this code. Raises InformationCategory.DoesNotExist."""
    return InformationCategory.objects.get(code=code)
