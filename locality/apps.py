from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LocalityConfig(AppConfig):
    name = "locality"
    verbose_name = "Locality"

    def ready(self):
        from django.contrib.auth import signals
        from django.core.checks import Tags, register
        from django.db.backends.signals import connection_created

        import locality.registrations  # noqa: F401
        from locality.evidence import entry
        from locality.evidence.raising import raise_after_migrate as raise_evidence
        from locality.prepared import keep_statements
        from locality.rights import grant_rights_after_migrate
        from locality.wall.raising import raise_after_migrate
        from locality.wall.standing import wall_stands

        connection_created.connect(keep_statements, dispatch_uid="locality.prepared")
        post_migrate.connect(raise_evidence, dispatch_uid="locality.evidence")
        post_migrate.connect(grant_rights_after_migrate, dispatch_uid="locality.rights")
        post_migrate.connect(raise_after_migrate, dispatch_uid="locality.wall")
        register(wall_stands, Tags.database)
        signals.user_logged_in.connect(entry.signed_in, dispatch_uid="locality.evidence")
        signals.user_logged_out.connect(entry.signed_out, dispatch_uid="locality.evidence")
        signals.user_login_failed.connect(entry.failed, dispatch_uid="locality.evidence")
