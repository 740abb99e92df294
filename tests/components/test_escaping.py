"""Whatever a page hands to a component comes out as words, never as markup."""

import datetime
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import timezone

from locality import fields
from locality.fields import Choice

NASTY = "\"><script>alert('x')</script>&amp;"
ITEMS = [{"text": NASTY, "url": NASTY, "active": True}, {"text": NASTY, "url": NASTY, "active": False}]
MOMENT = timezone.make_aware(datetime.datetime(2026, 5, 3, 14, 2))


class Nasty(fields.Form):
    groups = [(NASTY, ["name"], NASTY)]

    name = fields.TextField(label=NASTY, help_text=NASTY, max_length=5)
    long = fields.LongTextField(label=NASTY, help_text=NASTY, max_length=5)
    radio = fields.RadiosField(label=NASTY, choices=[Choice(NASTY, NASTY, hint=NASTY, reveals=["inner"])])
    inner = fields.EmailField(label=NASTY)
    ticks = fields.CheckboxesField(label=NASTY, choices=[Choice(NASTY, NASTY, hint=NASTY)])
    drop = fields.SelectField(label=NASTY, choices=[(NASTY, NASTY)])
    day = fields.DateField(label=NASTY, help_text=NASTY)
    tick = fields.TickField(label=NASTY, help_text=NASTY)
    secret = fields.PasswordField(label=NASTY)
    hidden = fields.HiddenField()


def filled():
    sent = dict.fromkeys(["name", "long", "radio", "inner", "ticks", "drop", "day-day", "day-month", "hidden"], NASTY)
    return Nasty(sent)


# One line for each file of templates/components (the name first); x is the nasty text.
LINES = {
    "button": "{% button x href=x describe=x id=x %}{% button x name=x value=x type=x %}",
    "button_group": "{% button_group %}{{ x }}{% endbutton_group %}",
    "post_button": "{% post_button x x describe=x name=x value=x %}",
    "tag": "{% tag x %}",
    "inset": "{% inset id=x %}{{ x }}{% endinset %}",
    "warning_text": "{% warning_text icon_words=x %}{{ x }}{% endwarning_text %}",
    "details": "{% details x id=x %}{{ x }}{% enddetails %}",
    "notification_banner": "{% notification_banner title=x title_id=x %}{{ x }}{% endnotification_banner %}",
    "alert": "{% alert 'error' title=x %}{{ x }}{% endalert %}",
    "panel": "{% panel x %}{{ x }}{% endpanel %}",
    "interruption_card": (
        "{% interruption_card x %}{{ x }}{% action x href=x %}"
        "{% action x type=x name=x value=x %}{% endinterruption_card %}"
    ),
    "front_door_strip": "{% front_door_strip lines %}",
    "phase_banner": "{% phase_banner x %}{{ x }}{% endphase_banner %}",
    "empty_state": "{% empty_state x action=x href=x %}{{ x }}{% endempty_state %}",
    "card": "{% card x action=x href=x describe=x %}{{ x }}{% endcard %}",
    "action_link": "{% card x action=x href=x describe=x %}{% endcard %}",
    "summary_list": (
        "{% summary_list card=x action=x href=x %}"
        "{% row x action=x href=x describe=x %}{{ x }}{% endrow %}{% endsummary_list %}"
    ),
    "table": (
        "{% table x columns=columns %}{% table_row %}{% cell %}{{ x }}{% endcell %}{% endtable_row %}{% endtable %}"
    ),
    "task_list": (
        "{% task_list id=x %}{% task x href=x status=x hint=x %}{% task x status=x colour='red' %}{% endtask_list %}"
    ),
    "tabs": "{% tabs x id=x %}{% tab x id=x %}{{ x }}{% endtab %}{% endtabs %}",
    "accordion": "{% accordion x %}{% section x summary=x %}{{ x }}{% endsection %}{% endaccordion %}",
    "timeline": (
        "{% timeline label=x %}{% moment x when=when by=x href=x %}{{ x }}{% endmoment %}{% gap x %}{% endtimeline %}"
    ),
    "identity_bar": (
        "{% identity_bar x reference=x %}{% fact x %}{{ x }}{% endfact %}{% flag x %}{{ x }}{% endidentity_bar %}"
    ),
    "skip_link": "{% skip_link href=x text=x %}",
    "back_link": "{% back_link x x %}",
    "breadcrumbs": "{% breadcrumbs x x x label=x %}",
    "pagination": "{% pagination newer=x older=x older_text=x newer_label=x label=x %}",
    "service_navigation": "{% service_navigation items label=x id=x %}",
    "sub_navigation": "{% sub_navigation items label=x %}",
    "error_summary": "{% error_summary form title=x %}",
    "filter_panel": "{% filter_panel title=x button=x clear_url=x selected=items %}{{ x }}{% endfilter_panel %}",
    "sharing_sentence": (
        "{% sharing_sentence what=form.drop whom=form.ticks purpose=form.name"
        " basis=form.radio until=form.day verb=x label=x %}"
    ),
    "rules_checklist": "{% rules_checklist rules label=x %}",
    "message": "{% for message in messages %}{% include 'components/message.html' %}{% endfor %}",
    "footer": "{% include 'components/footer.html' with about_url=x accessibility_url=x privacy_url=x %}",
}
# They take nothing from anybody.
FIXED = {"demonstration_banner", "draft_status", "session_warning"}


class Message:
    level_tag = NASTY

    def __str__(self):
        return NASTY


def drawn(source):
    form = filled()
    lines = [{"number": 1, "text": NASTY, "detail": NASTY, "state": "question", "field": form["name"]}]
    told = {"x": NASTY, "items": ITEMS, "columns": [NASTY], "when": MOMENT, "form": form, "rules": lines}
    told |= {"lines": [{"label": NASTY, "number": NASTY, "hours": NASTY}], "messages": [Message()]}
    return Template("{% load components %}" + source).render(Context(told))


@pytest.mark.parametrize("name", sorted(LINES))
def test_a_component_escapes_what_it_is_given(name):
    html = drawn(LINES[name])
    assert "&lt;script&gt;" in html
    assert "<script" not in html


def test_every_component_is_asked():
    there = {path.stem for path in (Path(__file__).parents[2] / "templates/components").glob("*.html")}
    assert there == set(LINES) | FIXED


def test_a_form_escapes_labels_hints_choices_answers_and_errors():
    html = drawn("{{ form }}")
    assert "<script" not in html
    assert html.count("&lt;script&gt;") > 30
