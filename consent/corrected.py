"""What is said beside records, wherever they are read; and who is still to be told of it (F37, domain.md 6.2)."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from consent.models import Correction, CorrectionTold
from locality.access import PartnerPermission, holds, leads_safeguarding_for
from locality.access.rule import reader_of
from locality.people import with_people
from locality.waiting import anything, may_wait

LATELY, MOST = timedelta(days=14), 50


@dataclass
class Said:
    """Something said beside a record, and for the partner that said it who is told."""

    of: Any
    told: list = field(default_factory=list)

    @property
    def title(self):
        """What it is, in a heading."""
        return f"{self.of.person} does not agree" if self.of.kind == Correction.Kind.DISPUTED else "Corrected"


def said_beside(record, reader):
    """[`Said`] about a record that the reader was shown, the oldest first."""
    rows = Correction.objects.filter(record=record.pk, record_kind=record._meta.label).select_related("corrected_by")
    return _with_told(with_people(rows.order_by("corrected_at"), reader, "person"), reader)


def _with_told(rows, reader):
    own = [row.pk for row in rows if row.provider_id in reader.partners]
    told: dict = {}
    if own:
        for each in CorrectionTold.objects.filter(correction__in=own).select_related("partner", "said_by"):
            told.setdefault(each.correction_id, []).append(each)
    return [Said(row, sorted(told.get(row.pk, ()), key=lambda each: str(each.partner))) for row in rows]


def said_in(family, reader):
    """[`Correction`] of records of a family that the reader may see, the newest first: for its chronology."""
    return _of_records_seen(Correction.objects.filter(family=family).order_by("-corrected_at"), reader)


def lately_corrected(practitioner):
    """What others said in the last fortnight beside records that the practitioner sees, for safeguarding leads and all
    who are to know: for My work, the newest first."""
    if not anything("corrected", practitioner):
        return []
    return _of_records_seen(_lately(practitioner).order_by("-corrected_at")[:MOST], reader_of(practitioner))


@may_wait("corrected")
def _lately(practitioner):
    partners = reader_of(practitioner).partners
    if not partners:
        return None
    rows = Correction.objects.filter(corrected_at__gte=timezone.now() - LATELY)
    return rows.exclude(provider__in=partners)


def _of_records_seen(rows, reader):
    """Those of these corrections whose record the reader may see: a question for each kind of record."""
    rows = with_people(rows.select_related("provider"), reader, "person")
    kinds: dict = {}
    for row in rows:
        kinds.setdefault(row.record_kind, set()).add(row.record)
    seen = set()
    for kind, keys in kinds.items():
        model = apps.get_model(kind)
        seen |= set(model.objects.visible_by(reader).filter(pk__in=keys).values_list("pk", flat=True))
    return [row for row in rows if row.record in seen]


def still_to_tell(practitioner):
    """The `CorrectionTold` rows that wait for the practitioner: of what they corrected, and of what colleagues did who
    make records no longer."""
    if not anything("to tell", practitioner):
        return []
    rows = _to_tell(practitioner).select_related("correction", "partner").order_by("correction__corrected_at")
    return list(rows[:MOST])


@may_wait("to tell")
def _to_tell(practitioner):
    partners = holds(practitioner, "make_records")
    if not partners:
        return None
    rows = CorrectionTold.objects.filter(in_app=False, told_on__isnull=True, correction__provider__in=partners)
    still = PartnerPermission.objects.live().filter(
        user=OuterRef("correction__corrected_by"),
        content_object=OuterRef("correction__provider"),
        permission__codename="make_records",
    )
    theirs = Q(correction__provider__in=leads_safeguarding_for(practitioner)) & ~Exists(still)
    return rows.filter(Q(correction__corrected_by=practitioner) | theirs)


def told_row(practitioner, key):
    """The `CorrectionTold` with this key, for whoever makes records for the partner that corrected; else None."""
    rows = CorrectionTold.objects.filter(pk=key, correction__provider__in=holds(practitioner, "make_records"))
    found = rows.select_related("correction__provider", "partner").first()
    seen = found and _of_records_seen(Correction.objects.filter(pk=found.correction_id), reader_of(practitioner))
    return found if seen else None
