"""Plants about how the house is built: what is named, linked, sized, changed, shown and committed."""

BUILDING = [
    (
        "side_doors",
        "locality/services.py",
        """
        user.is_superuser  # found
        create(is_superuser=True)  # found
        fields = ["is_superuser"]  # found
        Q(is_superuser=False)
        record.skip_history_when_saving = True  # found
        record.save_without_historical_record()  # found
        class Practitioner:
            is_superuser = False
        """,
    ),
    (
        "app_signals",
        "consent/models.py",
        """
        from django.db.models.signals import post_save  # found
        from django.dispatch import receiver  # found
        from django.db.models import signals  # found
        post_save.connect(tell)  # found
        @receiver(post_save)  # found
        def tell(**kwargs): ...
        """,
    ),
    ("app_signals", "config/celery.py", "from celery.signals import worker_init\nworker_init.connect(start)"),
    ("app_signals", "locality/apps.py", "from django.db.models.signals import post_migrate\npost_migrate.connect(a)"),
    (
        "listed_fields",
        "consent/forms.py",
        """
        class Whole(ModelForm):
            class Meta:
                fields = "__all__"  # found
        class Rest(ModelForm):
            class Meta:
                exclude = ["a"]  # found
        modelform_factory(Consent, fields="__all__")  # found
        class Listed(ModelForm):
            class Meta:
                fields = ["given_at"]
        """,
    ),
    (
        "one_way_links",
        "consent/models.py",
        """
        class Consent(Recorded):
            family = models.ForeignKey("locality.Family", models.PROTECT)  # found
            giver = models.OneToOneField(to=Person, on_delete=models.PROTECT, related_name="gave")  # found
            taker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)  # found
            others = models.ManyToManyField(Practitioner)  # found
            shown = models.ForeignKey(Partner, models.PROTECT, related_name="+")
            asked_by = to_one(Practitioner)
            notice = models.ForeignKey(Notice, models.PROTECT)
        class FamilyAccess(GroupObjectPermissionBase):
            content_object = models.ForeignKey(Family, models.CASCADE)
            family = models.ForeignKey(Family, models.CASCADE)  # found
        """,
    ),
    ("sizes", "consent/services.py", "# found" + "\n" * 301),
    (
        "sizes",
        "consent/views.py",
        "def long():  # found\n" + "    pass\n" * 60 + "\ndef short():\n" + "    pass\n" * 59,
    ),
    ("sizes", "templates/consent/new.html", "{# found #}" + "\n" * 101),
    ("sizes", "templates/components/table.html", "<p>\n" * 101),
    ("plain_names", "consent/utils.py", "# found"),
    ("plain_names", "templates/consent/family_info.html", "{# found #}"),
    (
        "plain_names",
        "locality/services.py",
        """
        class FamilyManager: ...  # found
        def person_data(): ...  # found
        def HTTPHandler(): ...  # found
        def line_manager_of(): ...
        class Draft: ...  # found
        class Meta: ...
        class Command: ...
        def list_data_only_families(): ...
        def inform(): ...
        def get_context_data(): ...
        """,
    ),
    (
        "inline_code",
        "templates/consent/new.html",
        """
        <p style="color: red">{# found #}
        <style>p { color: red }</style>{# found #}
        <script>alert(1)</script>{# found #}
        <a onclick="go()">{# found #}
        <a href="javascript:go()">{# found #}
        {{ text|safe }}{# found #}
        {% autoescape off %}{# found #}
        <script src="{% static 'app.js' %}" defer></script>
        <link rel="stylesheet" href="app.css">
        {# never style="..." #}
        <p{% if a > b %} class="wide"{% endif %}>{% include "components/button.html" with text=a style="secondary" %}
        """,
    ),
    ("inline_code", "locality/fields.py", "from django.utils.safestring import mark_safe\nmark_safe(text)  # found"),
    (
        "committed_text",
        "docs/setup.md",
        f"""
        Look in {"/" + "work"}/main  # found
        pip install from {"pypi" + ".org"}  # found
        pip install --index{"-url"} x  # found
        https://amira:{"secret"}@example.org/  # found
        -----BEGIN PRIVATE {"KEY"}-----  # found
        {"AKIA" + "A" * 16}  # found
        SECRET_KEY = "{"a1" * 10}"  # found
        SECRET_KEY = environment("SECRET_KEY")
        https://example.org/framework/home/working-together
        """,
    ),
    ("committed_text", "wheels/package.whl", "# found\n" + "x" * 1_000_000),
    (
        "recorded_paths",
        "consent/models.py",
        """
        class Loose(Recorded):  # found
            family = to_one(Family)
        class PartlyQuerySet(VisibleQuerySet):
            provider = "decision__provider"
        class Partly(Recorded):  # found
            family, category = to_one(Family), to_one(Category)
            objects = PartlyQuerySet.as_manager()
        class Whole(Partly):
            decision = to_one(Decision)
        """,
    ),
    (
        "actions",
        "consent/services.py",
        '''
        @action
        def withdraw(consent, *, by, reason=""):
            """End a consent from now on."""
        @action
        def silent(consent, *, by): ...  # found
        def bare(consent, *, by):  # found
            """Not an action."""
        @action
        def nobodys(consent):  # found
            """Without an actor."""
        @action
        def loose(consent, reason, *, by):  # found
            """Two positional arguments."""
        @action
        def many(*consents, by):  # found
            """Any number of positional arguments."""
        def _own_step(consent, reason): ...
        class Problem: ...
        ''',
    ),
    ("actions", "consent/models.py", "def unstructured(a, b): ..."),
    ("actions", "config/services.py", "def started(a, b): ..."),
    (
        "migration_steps",
        "consent/migrations/0002_next.py",
        """
        operations = [
            migrations.RemoveField("consent", "note"),  # found
            migrations.AddField(model_name="consent", name="why", field=models.TextField(null=True)),
            migrations.AlterField(model_name="consent", name="why", field=models.TextField()),  # found
            migrations.AlterField(model_name="consent", name="why", field=models.CharField()),
            # contract: no running code reads the old column since 0001
            migrations.RenameField("consent", "a", "b"),
            migrations.RenameField("consent", "b", "c"),  # found
            migrations.RenameModel("Consent", "Agreed"),  # found
            migrations.DeleteModel("Note"),  # found
            migrations.AlterModelTable("Consent", "agreed"),  # found
            migrations.CreateModel(name="Told", fields=[("a", models.TextField()), ("b", models.TextField(null=True))]),
            migrations.AlterField(model_name="told", name="a", field=models.CharField()),
            migrations.AlterField(model_name="told", name="b", field=models.CharField()),  # found
            *(migrations.AlterField("told", name, made()) for name in ("c", "d")),  # found
            *(migrations.AddField("told", name, models.TextField(null=True)) for name in ("c", "d")),
        ]
        """,
    ),
    ("migration_steps", "consent/migrations/0001_initial.py", 'migrations.RemoveField("consent", "note")'),
    (
        "rules_page",
        "tests/consent/test_consent.py",
        """
        import pytest
        pytestmark = pytest.mark.rule("S79")
        @pytest.mark.rule("S80", "C8")
        def test_verbal_consent(): ...
        @pytest.mark.rule("S999")  # found
        def test_unknown(): ...
        @pytest.mark.rule(*NUMBERS)  # found
        def test_hidden(): ...
        @pytest.mark.rule("S81")  # found
        def given(): ...
        @pytest.mark.skip
        @pytest.mark.rule("S82")  # found
        def test_asleep(): ...
        """,
    ),
    ("rules_page", "tests/cast.py", '@pytest.mark.rule("S79")  # found\ndef test_nobody_collects(): ...'),
]
