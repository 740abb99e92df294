"""Every record with a history says who supplied it, about which family and of which category; or here, why not."""

import ast

from config.checks.guarded_reads import protected_models
from config.checks.house import Finding
from config.checks.syntax import assigned, descendants, lineage, names_in, text_of

REASON = "a record names its paths to provider, family and category on a VisibleQuerySet, or is exempt with a reason"

PATHS = ("family", "provider", "category")
ABOUT_NOBODY = "reference content or organisations: says nothing about a family"
EXEMPT = {}


def check(house):
    protected, visible = protected_models(house), descendants(house.classes, "VisibleQuerySet")
    for name in sorted(descendants(house.classes, "Recorded")):
        path, node = house.classes[name]
        if _is_abstract(node):
            continue
        if name not in protected:
            yield Finding(path, node.lineno, f"{name} is recorded, but nothing says who may see it", name)
            continue
        fields = {field for above in lineage(house.classes, name) for field in assigned(above)} | {"pk", "id"}
        for what, way in _paths(house.classes, name, visible).items():
            if way.split("__")[0] not in fields:
                yield Finding(path, node.lineno, f"{name} has no way to its {what}: {way}", name)


def _is_abstract(node):
    metas = [part for part in node.body if isinstance(part, ast.ClassDef) and part.name == "Meta"]
    return any(getattr(assigned(meta).get("abstract"), "value", False) is True for meta in metas)


def _paths(classes, name, visible):
    """{"family": "conversation__family", ...} as the model's queryset names them, or their defaults."""
    managers = [assigned(node)["objects"] for node in lineage(classes, name) if "objects" in assigned(node)]
    querysets = sorted(names_in(managers[0]) & visible) if managers else []
    named = [assigned(node) for queryset in querysets for node in lineage(classes, queryset)]
    return {what: next((text_of(found[what]) for found in named if what in found), None) or what for what in PATHS}
