"""guardian's and Django's question, `user.has_perm(...)`, answered by the rule."""

from django.contrib.auth.backends import ModelBackend

from locality.access.rule import can_see


class RecordBackend(ModelBackend):
    """Answers `has_perm("app.see_model", record)` from the rule, and nothing without a record."""

    def has_perm(self, user_obj, perm, obj=None):
        if obj is None or not getattr(user_obj, "is_active", False):
            return False
        wanted = f"{obj._meta.app_label}.see_{obj._meta.model_name}"
        return perm == wanted and can_see(user_obj, obj)

    def get_all_permissions(self, user_obj, obj=None):
        return set()

    def has_module_perms(self, user_obj, app_label):
        return False
