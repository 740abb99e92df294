"""The people of a family, their households, relationships and levels of need; and adding to them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from locality import services
from locality.access import partners_where
from locality.access.rule import reader_of
from locality.equality import record_equality
from locality.families import Household, people_of
from locality.family_facts import households_of, members_of, relationships_of
from locality.forms.equality import EqualityForm
from locality.forms.family import AddPersonForm, FirstContactForm, HouseholdForm, NeedForm, RelationshipForm
from locality.genogram import picture_of
from locality.kinship import doubt_about
from locality.pages import family_page, partner_for
from locality.submissions import submission_of


@require_safe
def people(request, pk):
    """Who is in the family, where they live, how they are related, and each child's levels of need."""
    family, context = family_page(request, pk, "people")
    reader = reader_of(request.user)
    members = members_of(family, reader)
    relationships = relationships_of(family, reader, members)
    here = [member.person for member in members if not member.left_on]
    homes = {member.person.pk: member.homes for member in members}
    context |= {
        "members": members,
        "leveled": [member for member in members if member.person.kind != "adult"],
        "households": households_of(family, reader, members),
        "relationships": relationships,
        "picture": picture_of(here, [row for row in relationships if not row.ends_on], homes),
        "may_add": partner_for(request, needed=False) is not None,
    }
    return render(request, "locality/people.html", context)


def _add(
    request, pk, *, title, button, form, service, done, template="locality/add_to_family.html", doubt=lambda made: ""
):
    """One form that adds something to the family: shown, checked, saved once, with a word about it afterwards.

    `form` makes the form from (posted, family, partners); `service` is called with `form.values`; `done` says what was
    added from the record, `doubt` what to look at again, or "".
    """
    family, context = family_page(request, pk, "people")
    partner = partner_for(request)
    partners = list(partners_where(request.user, "make_records").order_by("name", "pk"))
    submission = submission_of(request)
    filled = form(request.POST or None, family, partners=partners)
    if request.method == "POST" and filled.is_valid():
        try:
            made = service(family, by=request.user, partner=partner, submission=submission, **filled.values)
            messages.success(request, done(made))
            if words := doubt(made):
                messages.warning(request, words)
            return redirect("locality:people", family.pk)
        except ValidationError as error:
            filled.add_error(None, error)
    context |= {"form": filled, "submission": submission, "heading": title, "button_words": button}
    return render(request, template, context, status=422 if filled.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request, pk):
    """Add a person to the family."""
    reader = reader_of(request.user)

    def form(posted, family, **options):
        homes = Household.objects.visible_by(reader).filter(family=family).order_by("-starts_on")
        return AddPersonForm(posted, households=homes, **options)

    return _add(
        request,
        pk,
        title="Add a person",
        button="Add this person",
        form=form,
        service=services.add_person,
        done=lambda made: f"{made} is added to the family",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_household(request, pk):
    """Record an address and who lives there."""
    return _add(
        request,
        pk,
        title="Add a household",
        button="Add this household",
        form=_with_people(HouseholdForm, request),
        service=services.add_household,
        done=lambda made: "The household is recorded",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_relationship(request, pk):
    """Record how one person is related to another."""
    return _add(
        request,
        pk,
        title="Add a relationship",
        button="Add this relationship",
        form=_with_people(RelationshipForm, request),
        service=services.relate,
        done=lambda made: f"Recorded: {made}",
        doubt=lambda made: doubt_about(made.from_person, made.to_person, made.kind),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_level(request, pk):
    """Record a child's level of need. Earlier levels stay as they were."""
    return _add(
        request,
        pk,
        title="Record a level of need",
        button="Record this level",
        form=_with_people(NeedForm, request),
        service=services.judge_need,
        done=lambda made: f"Recorded: {made}",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_equality(request, pk):
    """Record what somebody answered for equality monitoring; what was answered before is beside it."""
    reader = reader_of(request.user)

    def form(posted, family, **options):
        return EqualityForm(posted, people=people_of(family, reader), reader=reader, **options)

    return _add(
        request,
        pk,
        title="Equality monitoring",
        button="Record these answers",
        form=form,
        service=record_equality,
        done=lambda made: f"Recorded: what {made.person} answered for equality monitoring",
        template="locality/equality.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def first_contact(request, pk):
    """Record when the family was first contacted (S78)."""
    return _add(
        request,
        pk,
        title="First contact with the family",
        button="Record this",
        form=lambda posted, family, **options: FirstContactForm(posted, **options),
        service=services.record_first_contact,
        done=lambda family: f"Recorded: first contact on {family.first_contact_on:%-d %B %Y}",
    )


def _with_people(kind, request):
    """A form of this kind whose people are those of the family whom the reader may see."""
    reader = reader_of(request.user)
    return lambda posted, family, **options: kind(posted, people=people_of(family, reader), **options)
