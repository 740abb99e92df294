"""Plants about how records are read: around the rule, through guardian, by hand-written SQL."""

READING = [
    (
        "guarded_reads",
        "conversations/views.py",
        """
        from django.contrib.auth.models import Group
        from conversations.models import Conversation, Conversation as C, Draft
        Conversation.objects.all()  # found
        Conversation.objects.get(pk=1).visible_to(user)  # found
        Conversation.objects.visible_to(user) | Conversation.objects.filter(a=1)  # found
        C._default_manager.count()  # found
        Conversation.history.filter(pk=1)  # found
        models.Conversation.objects.first()  # found
        type(record).objects.all()  # found
        model.objects.all()  # found
        apps.get_model("conversations", "Conversation").objects.all()  # found
        getattr(model, "objects")  # found
        get_object_or_404(Conversation, pk=1)  # found
        rows = Conversation.objects  # found
        newest(rows, user)
        def shown(request):
            page = Conversation.objects.select_related("about")
            if request.GET:
                page = page.filter(a=1)
            return newest(page, request.user)
        def leaked(request):
            page = Conversation.objects.all()  # found
            newest(page, request.user)
            return list(page)
        Conversation.objects.first().said.visible_to(user)  # found
        Conversation.objects.visible_to  # found
        get_list_or_404(Conversation)  # found
        ConsentPartner._base_manager.all()  # found
        class Page(ListView):  # found
            model = Conversation
        class Drafts(ListView):
            model = Draft
        class Meta:
            model = Conversation
        Conversation.objects.visible_to(user).count()
        Conversation.objects.select_related("about").filter(a=1).visible_to(user)
        open_or_404(request, Conversation.objects.select_related("about"), pk=1)
        newest(queryset=Conversation.objects, practitioner=user, by="held_at")
        Conversation.objects.visible_to_all(partners)
        Conversation.objects.visible_by(reader)
        ModelChoiceField(Conversation.objects.none())
        note_list(request, Conversation.objects, rows)
        getattr(record, "said")
        getattr(record)
        Draft.objects.filter(a=1)
        class Local: ...
        Local.objects.all()
        Group.objects.all()
        conversation.history.all()
        """,
    ),
    ("guarded_reads", "conversations/services.py", "Conversation.objects.get(pk=1)"),
    ("guarded_reads", "conversations/drafts.py", "class Note(Recorded): ...\nConversation.objects.get(pk=1)"),
    ("guarded_reads", "conversations/search.py", "Conversation.objects.get(pk=1)  # found"),
    ("guarded_reads", "config/context.py", "Conversation.objects.count()  # found"),
    ("guarded_reads", "tests/cast.py", "Conversation.objects.count()"),
    ("guarded_reads", "conversations/forms.py", "ModelChoiceField(queryset=Conversation.objects.all())  # found"),
    ("guarded_reads", "conversations/templatetags/said.py", "Conversation.objects.count()  # found"),
    (
        "guardian_store",
        "consent/models.py",
        """
        from guardian.models import GroupObjectPermissionBase
        from guardian.managers import GroupObjectPermissionManager
        from guardian.models import UserObjectPermission  # found
        from guardian.utils import GroupObjectPermissionBase  # found
        from guardian.shortcuts import anything  # found
        import guardian.core  # found
        from django.db import models
        user.add_obj_perm("see", family)  # found
        user.del_obj_perm("see", family)  # found
        shortcuts.assign_perm("see", group, family)  # found
        shortcuts.bulk_assign_perm("see", group, family)  # found
        shortcuts.remove_perm("see", group, family)  # found
        shortcuts.bulk_remove_perm("see", group, family)  # found
        shortcuts.get_objects_for_user(user, "see")  # found
        shortcuts.get_objects_for_group(group, "see")  # found
        shortcuts.get_users_with_perms(family)  # found
        shortcuts.get_groups_with_perms(family)  # found
        shortcuts.get_perms(user, family)  # found
        shortcuts.get_user_perms(user, family)  # found
        shortcuts.get_group_perms(group, family)  # found
        shortcuts.get_perms_for_model(Family)  # found
        core.ObjectPermissionChecker(user)  # found
        """,
    ),
    ("guardian_store", "locality/access/rule.py", "from guardian.utils import get_group_obj_perms_model"),
    ("guardian_store", "templates/consent/page.html", "{% load guardian_tags %}{# found #}"),
    (
        "raw_sql",
        "consent/reports.py",
        """
        import psycopg  # found
        Family.objects.raw("SELECT 1")  # found
        rows.extra(where=["true"])  # found
        connection.cursor()  # found
        rows.annotate(a=RawSQL("1", []))  # found
        logger.info("said", extra={"a": 1})
        """,
    ),
    (
        "raw_sql",
        "locality/history.py",
        "connection.cursor()\nsql = \"SELECT set_config('a.b', %s, " + 'false)"  # found',
    ),
]
