"""The gallery: every component and form field on one page, for looking at. Wired in development only, at /gallery."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from locality import fields
from locality.fields import Choice, Divider

PAGES = [("Overview", True), ("Chronology", False), ("People", False), ("Sharing", False), ("History", False)]


class GalleryForm(fields.Form):
    """One of each field."""

    groups = [("About the conversation", ["how", "held_at"], "Two fields in a group with a hint.")]

    name = fields.TextField(label="First name", max_length=40, width=20, autocomplete="off")
    email = fields.EmailField(label="Work email", help_text="Where the school can reach you.")
    phone = fields.PhoneField(label="Telephone", required=False)
    number = fields.NumberField(label="How many children live there?", min_value=0, max_value=20, width=2)
    how = fields.RadiosField(
        label="How did you talk?", choices=[("phone", "By phone"), ("meeting", "In a meeting")], style="chips"
    )
    held_at = fields.DateTimeField(label="When", not_after_now=True, help_text="For example 27 3 2026, 14:30")
    said = fields.LongTextField(
        label="What was said",
        max_length=300,
        help_text="The child’s own words where you can. The microphone works too.",
    )
    agreed = fields.RadiosField(
        label="Does the family agree?",
        label_size="m",
        choices=[
            Choice("written", "In writing", hint="The signed form is in the file"),
            Choice("verbal", "Said aloud", reveals=["verbal_reason", "verbal_on"]),
            Divider(),
            Choice("no", "No, they do not agree"),
        ],
    )
    verbal_reason = fields.TextField(label="Why not in writing", max_length=200)
    verbal_on = fields.DateField(label="When they said it", not_after_today=True)
    themes = fields.CheckboxesField(
        label="What is it about?",
        choices=[
            Choice("strength", "A strength"),
            Choice("worry", "A worry", reveals=["worry"]),
            Divider(),
            Choice("none", "None of these", exclusive=True),
        ],
    )
    worry = fields.LongTextField(label="What worries you", rows=3)
    marks = fields.CheckboxesField(
        label="Mark sentences as",
        required=False,
        style="chips",
        choices=[("s", "Strength"), ("w", "Worry"), ("c", "Wish of the child")],
    )
    level = fields.SelectField(label="Level of need", choices=[("1", "Universal"), ("2", "Early help")])
    secret = fields.PasswordField(label="Password", required=False)
    read = fields.TickField(
        label="I have read the framework and keep to it", missing="Tick the box to say you have read it"
    )


class SharingForm(fields.Form):
    """The five controls of the sharing sentence, and the question of one rule."""

    what = fields.SelectField(
        label="What to share", choices=[("note", "this note"), ("part", "part of it")], empty=None
    )
    whom = fields.CheckboxesField(
        label="With whom",
        choices=[("p", "Northfield Primary (safeguarding lead)"), ("h", "0-19 Health"), ("y", "Youth")],
    )
    purpose = fields.SelectField(label="For what purpose", choices=[("plan", "planning early help")], empty=None)
    basis = fields.RadiosField(
        label="On what basis",
        choices=[
            Choice("agreed", "the parents agreed on 3 May"),
            Choice("risk", "a child may be at risk, and asking first is not safe", reveals=["risk_reason"]),
        ],
    )
    risk_reason = fields.LongTextField(label="Why asking first is not safe", rows=3, max_length=500)
    until = fields.DateField(
        label="They may see it until", not_before_today=True, missing="Enter until when they may see it"
    )
    told = fields.RadiosField(
        label="Have you told the family what you share and why?",
        choices=[("yes", "Yes"), ("no", "No, it is not safe")],
        inline=True,
        style="small",
    )


WRONG = (
    "name=&email=nobody&number=x&agreed=verbal&themes=worry"
    "&held_at-day=31&held_at-month=2&held_at-year=2026&held_at-time=9pm"
)


def rules(form):
    """Seven lines for the checklist, in each of its three states."""
    return [
        {"number": 1, "text": "The law is a framework, not a barrier", "state": "met"},
        {"number": 2, "text": "The family knows", "state": "question", "field": form["told"]},
        {"number": 3, "text": "Advice taken if in doubt", "state": "met", "detail": "Not in doubt"},
        {"number": 4, "text": "The family agrees", "state": "met", "detail": "M. Fulmar, 3 May, in writing"},
        {
            "number": 5,
            "text": "Safety and well-being come first",
            "state": "not_met",
            "detail": "Father’s address is hidden",
        },
        {"number": 6, "text": "Necessary and in proportion", "state": "met", "detail": "1 note, 2 partners"},
        {"number": 7, "text": "The decision is recorded", "state": "met", "detail": "By saving this page"},
    ]


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def gallery(request: HttpRequest) -> HttpResponse:
    """Everything to look at; `?errors` shows the form as sent wrongly, a POST shows it as you sent it."""
    answers = request.POST if request.method == "POST" else QueryDict(WRONG) if "errors" in request.GET else None
    messages.success(request, "Saved 14:02. The school and the health visitor can see it.")
    sharing = SharingForm(initial={"whom": ["p", "h"], "basis": "agreed", "until": timezone.localdate()})
    if "errors" in request.GET:
        sharing = SharingForm(QueryDict("what=note&basis=risk&purpose=plan"))
    context = {
        "form": GalleryForm(answers),
        "sharing": sharing,
        "rules": rules(sharing),
        "navigation": [{"text": text, "url": "#main-content", "active": on} for text, on in PAGES],
        "pages": [{"text": text, "url": "#main-content", "active": on} for text, on in PAGES],
        "account": {"name": "Ama Osei", "partner": "Fulmar Lane Primary", "sign_out_url": "/gallery"},
        "filters": [{"text": "Early help", "url": "#main-content"}, {"text": "Harbour", "url": "#main-content"}],
        "markup": "<b>Not bold</b> & 'quoted'",
        "earlier": timezone.now() - datetime.timedelta(days=63),
        "about_url": "#main-content",
        "accessibility_url": "#main-content",
        "privacy_url": "#main-content",
    }
    return render(request, "gallery.html", context)
