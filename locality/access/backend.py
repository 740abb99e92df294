"""guardian's and Django's question, `user.has_perm(...)`, answered by the rule."""

import functools

from django.contrib.auth.backends import ModelBackend

from locality.access.kept import SOMEBODY, Rows
from locality.access.rule import can_see
from locality.partners import Practitioner


class RecordBackend(ModelBackend):
    """Answers `has_perm("app.see_model", record)` from the rule, and nothing without a record."""

    def get_user(self, user_id):
        """The practitioner with this key, if their account is open; else None. Asked by every request."""
        found = _about_account().records({SOMEBODY: user_id})
        return found[0] if found and self.user_can_authenticate(found[0]) else None

    def has_perm(self, user_obj, perm, obj=None):
        if obj is None or not getattr(user_obj, "is_active", False):
            return False
        wanted = f"{obj._meta.app_label}.see_{obj._meta.model_name}"
        return perm == wanted and can_see(user_obj, obj)

    def get_all_permissions(self, user_obj, obj=None):
        return set()

    def has_module_perms(self, user_obj, app_label):
        return False


@functools.cache
def _about_account():
    return Rows(Practitioner._default_manager.filter(pk=SOMEBODY), {SOMEBODY})
