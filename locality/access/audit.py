"""What an auditor may ask (A8): the trail of any record, never its content; who could see it, and who looked.

Decisions and reasons are read like any record, by the rule; this file is for what lies beyond them. Each question is
itself written down.
"""

import re
from uuid import UUID

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from locality.access.door import deny, open_or_404
from locality.access.reasons import explain
from locality.access.rule import VisibleQuerySet, family_access, item_access, may_audit, reader_of, reader_of_partner
from locality.access.tables import TrailLine, Viewing
from locality.partners import Partner

NO_RECORD = UUID(int=0)
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
NUMBERED = [  # how people write a number, and what it numbers
    (re.compile(r"(?:.*-)?FAM-?0*(\d{1,9})", re.IGNORECASE), "locality", "Family"),
    (re.compile(r"(?:decision|no\.?|number)?\s*#?\s*(\d{1,9})", re.IGNORECASE), "consent", "SharingDecision"),
]


def require_auditor(practitioner):
    """Return nothing for an auditor within the time of the audit; raise PermissionDenied for everybody else."""
    if not may_audit(practitioner):
        raise PermissionDenied("Only an auditor asks this")


def note_question(request, kind, *, record=None, family=None):
    """Write down that the reader asked a question about who saw or shared what: the question's name is the `kind`."""
    match = request.resolver_match
    return Viewing.objects.create(
        practitioner=request.user,
        kind=kind[:60],
        record=record or family or NO_RECORD,
        family=family,
        route=match.view_name if match else "",
    )


def open_trail_or_404(request, model, pk):
    """(the record, whether its content may be read). An auditor may open the trail of any record, without content.

    Raises Http404 like `open_or_404`; the viewing is written either way.
    """
    reader = reader_of(request.user)
    trail = reader.audits and not model._default_manager.visible_by(reader).filter(pk=pk).exists()
    record = _without_content(model, pk) if trail else None
    if not record:
        return open_or_404(request, model._default_manager, pk), True
    note_question(request, f"history of {model._meta.label}", record=pk, family=family_of(record))
    return record, False


def _without_content(model, pk):
    """A record of which only the key is known, when there is one with it; or None. For auditors: nothing is read of
    what it says."""
    return model(pk=pk) if TrailLine.objects.filter(kind=model._meta.label, record=pk).exists() else None


def family_of(record):
    """The key of the family that a record is about (of the first, for a person of several), or None."""
    claims = type(record)._default_manager.claims_of(record)
    return claims[0].family if claims else None


def audited_models():
    """Every model whose records have a rule of sight."""
    return [
        model
        for model in apps.get_models()
        if isinstance(model._default_manager.all(), VisibleQuerySet) and not model._meta.abstract
    ]


def find_record(text):
    """The record that an auditor names, or None: a page's address or a record's key; a family's reference; the number
    of a decision. Whose it is does not matter here: what is told about it does not include its content."""
    if found := KEY.search(text):
        return _with_key(UUID(found.group()), text.lower())
    for shape, app, name in NUMBERED:
        if match := shape.fullmatch(text.strip()):
            return _numbered(apps.get_model(app, name), int(match.group(1)))
    return None


def _numbered(model, number):
    """The record with this number. Of a family, the reference is all that there is."""
    if model._meta.label != "locality.Family":
        return model._base_manager.filter(number=number).first()
    found = apps.get_model("locality", "FamilyReference").objects.filter(number=number).first()
    return found and model(pk=found.pk, number=found.number)


def _with_key(key, text):
    """The record with a key: of the kind that the text names, if it names one, else of any. The words of an address
    (a host may be called anything) name no kind."""
    models = audited_models()
    words = "" if "/" in text else text
    named = [model for model in models if re.search(rf"\b{model._meta.model_name}\b", words)]
    kinds = {model._meta.label: model for model in named or models}
    line = TrailLine.objects.filter(kind__in=kinds, record=key).first()
    if not line:
        return None
    model = kinds[line.kind]
    return model._base_manager.filter(pk=key).first() or model(pk=key)


def partners_who_see(record, at=None):
    """(partner, `Explanation`) for each partner that can see the record at a moment, by name.

    Only partners for which there could be a reason are asked: the supplier and those with a row for it.
    """
    claims = type(record)._default_manager.claims_of(record)
    suppliers, groups = {claim.provider for claim in claims}, set()
    for claim in claims:
        rows = family_access().objects.filter(content_object=claim.family, permission=claim.category)
        groups |= set(rows.values_list("group", flat=True))
        if claim.item:
            model, key = claim.item
            groups |= set(item_access(model).objects.filter(content_object=key).values_list("group", flat=True))
    known = Partner.objects.filter(pk__in=suppliers) | Partner.objects.filter(group__in=groups)
    asked = ((partner, explain(partner, record, at)) for partner in known.order_by("name", "pk"))
    return [(partner, answer) for partner, answer in asked if answer.allowed]


def references_of(families):
    """{key: reference} of families, for pages that may not name them."""
    model = apps.get_model("locality", "FamilyReference")
    return {key: str(family) for key, family in model.objects.in_bulk(set(families) - {None}).items()}


def decision_numbers(keys):
    """{key: number} of decisions."""
    rows = apps.get_model("consent", "SharingDecision")._base_manager.filter(pk__in=set(keys) - {None})
    return dict(rows.values_list("pk", "number"))


def parts_of(record, reader, *, content=True):
    """The records that hang from this one, as (model, keys): those that the reader may see, or all when only the trail
    is told."""
    found = []
    for model in audited_models():
        link = model._default_manager.all().family.split("__")
        if len(link) < 2 or model._meta.get_field(link[0]).related_model is not type(record):
            continue
        if content:
            rows = model._default_manager.visible_by(reader).filter(**{link[0]: record.pk}).values_list("pk", flat=True)
        else:
            rows = TrailLine.objects.filter(kind=model._meta.label, whole=record.pk).values_list("record", flat=True)
        if keys := list(rows[:50]):
            found.append((model, keys))
    return found


def open_to_explain(request, model, pk):
    """The record, for "why can I see this?": opened by the one door. Raises Http404."""
    return open_or_404(request, model._default_manager, pk)


def record_or_404(request, model, pk):
    """The record, for a question of the auditor about it; its content is not for the page. Raises Http404."""
    require_auditor(request.user)
    record = model._base_manager.filter(pk=pk).first() or _without_content(model, pk)
    if record is None:
        deny(request, model, pk)
        raise Http404("There is nothing here that you may see")
    return record


def visible_keys(practitioner, records):
    """The keys of those of these records (of one kind) that `practitioner` may see."""
    if not records:
        return set()
    rows = type(records[0])._default_manager.visible_to(practitioner)
    return set(rows.filter(pk__in=[record.pk for record in records]).values_list("pk", flat=True))


def decisions_that_covered(viewer, record):
    """(decision, words on what became of it) for each decision that ever gave the viewer's partners this record and
    gives it no more, or not yet; newest first."""
    reader = reader_of_partner(viewer) if isinstance(viewer, Partner) else reader_of(viewer)
    found = {}
    for rows in _rows_for(record, reader.groups):
        live = set(rows.live().values_list("pk", flat=True))
        for row in rows.select_related("decision__ended_by"):
            if row.pk not in live:
                found[row.decision_id] = row.decision
    return [(each, _became(each)) for each in sorted(found.values(), key=lambda each: -each.number)]


def _rows_for(record, groups):
    """The access rows, live or not, that are about this record or its kind of information, for some groups."""
    for claim in type(record)._default_manager.claims_of(record):
        rows = family_access().objects.filter(content_object=claim.family, permission=claim.category)
        yield rows.filter(group__in=groups, decision__provider=claim.provider)
        if claim.item:
            model, key = claim.item
            yield item_access(model).objects.for_sight().filter(group__in=groups, content_object=key)


def _became(decision):
    """Why a decision gives no sight now, in words."""
    now = timezone.now()
    if decision.ended_at and decision.ended_at <= now:
        return f"ended on {_moment(decision.ended_at)} by {decision.ended_by}"
    if decision.superseded_at and decision.superseded_at <= now:
        return f"replaced on {_moment(decision.superseded_at)}"
    if decision.ends_at <= now:
        return f"ran out on {_moment(decision.ends_at)}"
    if decision.starts_at > now:
        return f"begins on {_moment(decision.starts_at)}"
    if decision.waits_for_authoriser and not decision.authorised_at:
        return "waits for a signature"
    return "rests on an agreement that no longer stands"


def _moment(at):
    local = timezone.localtime(at)
    return f"{local.day} {local:%B %Y, %H:%M}"


def unknown_kind(request, pk):
    """Refuse an address whose kind of record does not exist, like any other that is not theirs."""
    deny(request, Viewing, pk)
    raise Http404("There is nothing here that you may see")
