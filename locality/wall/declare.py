"""Which tables stand behind the wall, by the same declarations from which `visible_to` is made (access.md).

A model whose queryset has the rule (`VisibleQuerySet`) gets its wall from the paths that it names; another says its own
in an attribute `wall`; and every other table is listed in OPEN, with the reason why anybody at work may read it.
A model in none of the three fails `./dev check`.
"""

from django.apps import apps

from locality.history import recorded_models
from locality.wall import rules
from locality.wall.rules import Wall

OPEN = {
    "allocations_allocationmeeting": "says when and where a locality meets, nothing of a family",
    "allocations_teammember": "who belongs to a locality team; nothing of a family",
    "allocations_meetingseries": "says when a locality meets",
    "allocations_meetingmember": "who is asked to a meeting, came and left; nothing of a family",
    "allocations_pointsrule": "reference data",
    "allocations_minutesconfirmation": "who agreed to the minutes of a meeting",
    "consent_purpose": "reference data",
    "consent_lawfulbasis": "reference data",
    "consent_legalgateway": "reference data",
    "conversations_timelimit": "reference data",
    "conversations_stage": "reference data",
    "conversations_guidance": "reference data",
    "locality_locality": "reference data",
    "locality_partnerkind": "reference data",
    "locality_informationcategory": "reference data",
    "locality_agreement": "the agreements' texts",
    "locality_partner": "the partners of the framework are public to its practitioners (S57-S68)",
    "locality_practitioner": "who works here: asked before anybody is at work, when they sign in",
    "locality_membership": "who works for which partner",
    "locality_partnerpermission": "what they may do for it",
    "locality_acceptance": "who accepted which agreement: asked before anything is visible",
    "locality_attestation": "that a partner looked at who works for it; nothing of a family",
    "locality_auditbox": "who audits, why and how long: each practitioner may know",
    "auth_permission": "names of permissions",
    "auth_group": "one for each partner",
    "auth_group_permissions": "not used",
    "django_content_type": "names of tables",
    "django_session": "asked before anybody is at work",
    "django_migrations": "names of migrations",
    "guardian_userobjectpermission": "not used: grants are in tables of our own",
    "guardian_groupobjectpermission": "not used: grants are in tables of our own",
    "axes_accessattempt": "sign-ins that failed: nobody is at work then",
    "axes_accessattemptexpiration": "sign-ins that failed: nobody is at work then",
    "axes_accessfailurelog": "sign-ins that failed: nobody is at work then",
    "axes_accesslog": "sign-ins",
}


def walls():
    """{table: Wall} of every table behind the wall, with the models' own tables first and their histories after."""
    found = {}
    for model in sorted(apps.get_models(include_auto_created=True), key=lambda each: each._meta.label):
        if model._meta.managed and not model._meta.proxy and (wall := wall_of(model)):
            found[model._meta.db_table] = wall
    for model in recorded_models():
        if model._meta.db_table in found:
            found[model.history.model._meta.db_table] = _history_of(model)
    return found


def wall_of(model):
    """The `Wall` of a model as it or its queryset declares it, or None."""
    if own := getattr(model, "wall", None):
        return own
    paths = getattr(model, "_default_manager", None) and model._default_manager.all()
    if not hasattr(paths, "visible_by"):
        return None
    return _part(model, paths) if "__" in paths.family else _record(model, paths)


def protected_tables():
    """Names of the tables behind the wall, sorted."""
    return sorted(walls())


def open_tables():
    """{table: reason} of the tables that anybody at work may read; a history is as open as its table."""
    histories = {
        model.history.model._meta.db_table: f"history: {OPEN[model._meta.db_table]}"
        for model in recorded_models()
        if model._meta.db_table in OPEN
    }
    return OPEN | histories


def undeclared():
    """Labels of the models that have no wall and are not listed as open."""
    known = set(walls()) | set(open_tables())
    models = apps.get_models(include_auto_created=True)
    return sorted(each._meta.label for each in models if each._meta.managed and each._meta.db_table not in known)


def _record(model, paths):
    """A record with its own family, provider and category: added and changed by its supplier alone, unless the model
    says that its readers change it too."""
    here = {name: f"{{row}}.{column_of(model, getattr(paths, name))}" for name in ("family", "provider", "category")}
    if paths.item is not None:
        item = paths.item_model()
        here |= {"item": f"{{row}}.{column_of(model, paths.item or 'pk')}", "kind": item._meta.label}
    sight, reading = rules.sight(**here), rules.reading(**here)
    see = f"{rules.AUDITS}\n    OR {sight}" if paths.auditable else reading  # asked first: an audit reads them all
    ours = rules.mine(here["provider"])
    add = ours if paths.family == "pk" else f"{ours} AND {rules.seen_family(here['family'])}"
    return Wall(see=see, add=add, change=sight if getattr(model, "readers_change_it", False) else ours)


def _part(model, paths):
    """A line of a record: seen by whoever may see its whole, added by the partner that supplied the whole."""
    link = model._meta.get_field(paths.family.split("__")[0])
    whole = link.related_model._meta
    same = f"p.id = {{row}}.{link.column}"
    supplier = column_of(link.related_model, paths.provider.split("__")[1])
    ours = f"EXISTS (SELECT FROM {whole.db_table} p WHERE {same} AND {rules.mine(f'p.{supplier}')})"
    see = f"EXISTS (SELECT FROM {whole.db_table} p WHERE {same})"
    return Wall(see=f"{rules.AUDITS}\n    OR {see}" if paths.auditable else see, add=ours, change=ours)


def _history_of(model):
    """Past versions are seen by whoever may see the record today; only the trigger, which is the owner's, adds them."""
    table = model._meta.db_table
    return Wall(see=f"EXISTS (SELECT FROM {table} r WHERE r.id = {{row}}.id)")


def column_of(model, path):
    """The column of a model's own field, or of its key for `pk`."""
    return model._meta.pk.column if path == "pk" else model._meta.get_field(path).column
