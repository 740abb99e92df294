"""How the answers of a consent's form become what the service takes."""

from datetime import timedelta

from django.utils import timezone

from consent import again
from consent.models import Consent, ConsentArtefact, HolderAnswer, Purpose
from locality.fields import Choice, LongTextField, RadiosField
from locality.models import Partner
from locality.registries import noon

BEFORE = (
    ConsentArtefact.Kind.BOOKLET,
    ConsentArtefact.Kind.RECEIPT,
    ConsentArtefact.Kind.NOTICE,
    ConsentArtefact.Kind.SOUGHT,
)
PLACES = {"artefacts": "facts_days", "given_on": "facts_days", "layout": "booklet", "status": None, "given_by": None}
SAME_COLUMNS = ("verbal_reason", "not_sought_code", "not_sought_reason", "without_papers_reason", "limits", "attempts")
SAME_COLUMNS += ("help_goes_on", "asked_again_reason", "language", "interpreter", "present", "pressure_note")
SAME_COLUMNS += ("given_for_name", "expires_on")


OTHERS = "others"


class Answered:
    """What a `ConsentForm` adds to its fields: checks across them, and values by the service's names."""

    def _choose_partners(self, partner, involved):
        """Those that have to do with the family first; of the others there are many, and they wait behind a box."""
        found = list(Partner.objects.active().exclude(pk=partner.pk if partner else None))
        self.offered = {str(each.pk): each for each in found if each.pk in involved or not involved}
        self.waiting = rest = [each.pk for each in found if str(each.pk) not in self.offered]
        more = [Choice(OTHERS, "Other services", reveals=["other_partners"])] if rest else []
        self.fields["partners"].choices = [(key, each.name) for key, each in self.offered.items()] + more
        self.fields["other_partners"].queryset = Partner.objects.filter(pk__in=rest)
        self.fields["without_partners"].queryset = Partner.objects.filter(pk__in=[each.pk for each in found])

    def _ask_holders(self):
        """One question for each other holder of parental responsibility: what they said, or why not asked (C3)."""
        for person in self.others:
            why = f"holder_why_{person.pk}"
            choices = [
                Choice(*each, reveals=[why]) if each[0] == HolderAnswer.Said.NOT_ASKED else each
                for each in HolderAnswer.Said.choices
            ]
            words = f"{person} has parental responsibility too. What did they say?"
            self.fields[f"holder_{person.pk}"] = RadiosField(
                label=words, choices=choices, missing=f"Say what {person} said, or why not asked", style="small"
            )
            self.fields[why] = LongTextField(
                label="Why not?", max_length=1000, rows=2, missing=f"Say why {person} was not asked"
            )

    def clean(self):
        clean = super().clean()
        if "explained" in self.fields and clean.get("explained"):
            names = dict(self.fields["explained"].choices)
            if missing := [words for key, words in names.items() if key not in clean["explained"]]:
                words = f"An agreement counts when they were told: {', '.join(missing)}. Tell them, then record it"
                self.add_error("explained", words)
        asked, answered = self._asked_on(clean), clean.get("answered_on")
        if asked and answered and answered < asked:
            self.add_error("answered_on", "The answer cannot be before the day on which you asked")
        day, today = clean.get("expires_on"), timezone.localdate()
        if day and not today < day <= today + timedelta(days=366):
            self.add_error("expires_on", "Choose a day after today and within a year")
        for name in ("booklet", "notice"):
            if clean.get(name) and clean.get("facts_days") != "same" and not clean.get(f"{name}_given"):
                self.add_error(
                    f"{name}_given" if clean.get("facts_days") else "facts_days", "Say on which day it was given"
                )
        if clean.get("left_out") == "yes" and not any(clean.get(name) for name in LEFT_OUT):
            self.add_error("left_out", "Say what or whom they left out")
        return clean

    def _asked_on(self, clean):
        return clean.get("facts_on") if clean.get("facts_days") == "same" else clean.get("consent_sought")

    @property
    def agreed_partners(self):
        """The partners that may be told."""
        clean = self.cleaned_data
        found = [self.offered[key] for key in clean.get("partners") or () if key in self.offered]
        return found + list(clean.get("other_partners") or ())

    @property
    def exclusions(self):
        """The partners, kinds of information and people that they left out (C9)."""
        return [each for name in LEFT_OUT[:3] for each in self.cleaned_data.get(name) or ()]

    @property
    def proposed(self):
        """What they answer now, to compare with what rests on earlier answers (consent/again.py)."""
        clean = self.cleaned_data
        keys = lambda name: frozenset(each.pk for each in clean.get(name) or ())  # noqa: E731
        return again.Answer(
            self.start["status"],
            self.start["kind"],
            frozenset(each.pk for each in self.agreed_partners),
            keys("categories"),
            keys("only_purposes"),
            keys("without_people"),
            waits=any(clean.get(f"holder_{who.pk}") == HolderAnswer.Said.DISAGREED for who in self.others),
        )

    def purposes(self):
        """The purposes that may be chosen today."""
        return Purpose.objects.selectable()

    def artefacts(self):
        """The facts that were answered, as {kind: (day, how)}; the agreement itself is the fifth."""
        clean, found = self.cleaned_data, {}
        for kind in BEFORE if "facts_days" in self.fields else ():
            day = clean["facts_on"] if clean["facts_days"] == "same" else clean[kind.value]
            if day:
                found[kind] = (day, clean["how"])
        if self.start["status"] in (Consent.Status.WRITTEN, Consent.Status.VERBAL):
            way = "in writing" if self.start["status"] == Consent.Status.WRITTEN else "aloud"
            found[ConsentArtefact.Kind.GIVEN] = (clean["answered_on"] or timezone.localdate(), way)
        return found

    def papers(self):
        """Which versions were given and when, as [(paper, day)]: those chosen."""
        clean = self.cleaned_data
        day = lambda name: clean["facts_on"] if clean["facts_days"] == "same" else clean[f"{name}_given"]  # noqa: E731
        return [(clean[name], day(name)) for name in ("booklet", "notice") if clean.get(name)]

    @property
    def answered_at(self):
        """The moment of an answer on an earlier day (its noon); None for today or when no day was given."""
        day = self.cleaned_data.get("answered_on")
        return noon(day) if day and day < timezone.localdate() else None

    def values_for(self, person):
        """Everything that `services.record_consent` takes about one of the people, besides who records it."""
        clean, start = self.cleaned_data, self.start
        columns = {name: clean[name] for name in SAME_COLUMNS if name in self.fields}
        columns |= {name: True for name in clean.get("explained") or ()}
        columns |= {"pressure": clean.get("pressure") == "yes", "wording": self.wording, "kind": start["kind"]}
        columns["ask_again_on"] = clean.get("ask_again_on") or clean.get("review_on")
        if start["council"]:
            columns["given_for"] = start["council"]
        return columns | {
            "person": person,
            "status": start["status"],
            "given_by": start["giver"],
            "artefacts": self.artefacts(),
            "partners": self.agreed_partners,
            "categories": clean.get("categories") or (),
            "purposes": clean.get("only_purposes") or (),
            "exclusions": self.exclusions,
            "holders": self._holders(person),
            "answered_at": self.answered_at,
            **self._competence(person),
        }

    def _holders(self, person):
        """{holder: (what they said, why not asked)} of the others who answer for this person."""
        clean = self.cleaned_data
        return {
            holder: (clean[f"holder_{holder.pk}"], clean[f"holder_why_{holder.pk}"])
            for holder, children in self.others.items()
            if f"holder_{holder.pk}" in self.fields and person.pk in children
        }

    def _competence(self, person):
        clean, kinds = self.cleaned_data, Consent.Competence
        if self.start["status"] == Consent.Status.LACKS_CAPACITY or person in self.start["decided_for"]:
            words = clean["incapacity_reasons"]
            found = {"competence": kinds.NOT_COMPETENT, "competence_reasons": words}
        elif person in self.start["young"] and "competence" in self.fields:
            reasons = clean["competence_reasons"] or clean["incompetence_reasons"]
            found = {"competence": clean["competence"], "competence_reasons": reasons}
        else:
            return {}
        return found | {"competence_on": clean.get("answered_on") or timezone.localdate()}

    def take_errors(self, error):
        """Put what the service refused (a ValidationError by field) beside the fields."""
        for name, words in error.message_dict.items():
            place = PLACES.get(name, name)
            place = place if place in self.fields and place not in self.unrevealed() else self._instead(place)
            for text in words:
                self.add_error(place, text)

    def _instead(self, place):
        """Where to say what is wrong with a field that is not shown: by the question that would show it."""
        return "facts_days" if place in {kind.value for kind in BEFORE} and "facts_days" in self.fields else None


LEFT_OUT = ("without_partners", "without_categories", "without_people", "only_purposes")
