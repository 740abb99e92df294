"""What a field takes, what it refuses and in which words; nothing typed is lost."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.http import QueryDict
from django.template import Context, Template
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from locality import fields
from locality.fields import Choice, Divider

NOW = datetime.datetime(2026, 11, 22, 14, 0, tzinfo=datetime.UTC)


def one(field, **answers):
    """A form of one field called `it`, sent with the answers ("day" → "it-day")."""
    made = type("One", (fields.Form,), {"it": field})
    sent = QueryDict(mutable=True)
    for part, value in answers.items():
        name = "it" if part == "it" else f"it-{part}"
        if isinstance(value, list):
            sent.setlist(name, value)
        else:
            sent[name] = value
    return made(sent)


def said(field, **answers):
    """The one error of the field, or its clean value in a 1-tuple."""
    form = one(field, **answers)
    return form.errors["it"][0] if not form.is_valid() else (form.cleaned_data["it"],)


@pytest.mark.parametrize(
    "typed",
    ["O’Brien-Åsa", "Łukasz", "王小明", "محمد", "👩‍👩‍👧 at home", "=1+1", "<b>Zoe</b>", "Ma\u200erk", "Zo\u0308e"],
)
def test_every_script_sign_and_emoji_is_kept(typed):
    import unicodedata

    assert said(fields.TextField(label="Name"), it=typed) == (unicodedata.normalize("NFC", typed),)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("a\x00b", "Name has a character that cannot be kept. Type it again"),
        ("Ava \u202enn", "Name has a hidden character that turns the direction of writing after “Ava”"),
        ("\u2066Ava", "Name has a hidden character that turns the direction of writing at the start"),
        ("Ava\x07", "Name has a hidden character that cannot be shown after “Ava”"),
        ("A" * 12, "Name is 2 characters too long. The most is 10"),
        ("A" * 11, "Name is 1 character too long. The most is 10"),
        ("", "Enter name"),
        ("   ", "Enter name"),
        ("\u200b\u2060\u3164", "Enter name"),
    ],
)
def test_text_is_refused_in_plain_words_and_still_there(typed, words):
    form = one(fields.TextField(label="Name", max_length=10), it=typed)
    assert form.errors["it"][0].startswith(words)
    assert form["it"].value() == typed


def test_a_line_break_counts_as_one_however_it_was_sent():
    field = fields.LongTextField(label="Said", max_length=3)
    assert said(field, it="a\r\nb") == ("a\nb",)
    assert said(field, it="a\x0bb") == ("a\nb",)


@pytest.mark.parametrize(
    "text", ["Enter first name", "Enter NHS number", "Answer the question: Who?", "Enter an answer"]
)
def test_a_message_is_made_from_the_label(text):
    labels = {"Enter first name": "First name", "Enter NHS number": "NHS number", "Enter an answer": ""}
    label = labels.get(text, "Who?")
    assert fields.TextField(label=label).error_messages["required"] == text


def test_labels_say_optional_and_nothing_is_starred():
    form = one(fields.TextField(label="Name", required=False), it="")
    assert "Name (optional)" in str(form)
    assert "*" not in str(one(fields.TextField(label="Name"), it="x"))
    assert "(optional)" not in str(one(fields.TickField(label="I read it", required=False)))


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("", "", "", "Enter date of birth"),
        ("", "2", "2020", "Date of birth must include a day"),
        ("1", "", "", "Date of birth must include a month and a year"),
        ("31", "2", "2020", "Date of birth must be a real date, like 27 3 2026"),
        ("29", "2", "2023", "Date of birth must be a real date, like 27 3 2026"),
        ("x", "2", "2020", "Date of birth must be a real date, like 27 3 2026"),
        ("1", "13", "2020", "Date of birth must be a real date, like 27 3 2026"),
        ("1", "2", "20", "Date of birth must have a year of 4 numbers, between 1900 and 2100"),
        ("1", "2", "20200", "Date of birth must be a real date, like 27 3 2026"),
        ("1", "2", "1066", "Date of birth must have a year of 4 numbers, between 1900 and 2100"),
        ("23", "11", "2026", "Date of birth must be today or in the past"),
    ],
)
def test_a_date_says_what_is_wrong(day, month, year, words):
    with time_machine.travel(NOW, tick=False):
        assert (
            said(fields.DateField(label="Date of birth", not_after_today=True), day=day, month=month, year=year)
            == words
        )


@pytest.mark.parametrize("month", ["2", "02", "Feb", "february"])
def test_a_date_takes_months_as_people_write_them(month):
    field = fields.DateField(label="Date", not_after_today=True)
    assert said(field, day=" 29", month=month, year="2024") == (datetime.date(2024, 2, 29),)


def test_an_error_marks_the_wrong_part_and_the_summary_leads_to_it():
    form = one(fields.DateField(label="Born"), day="1", month="13", year="2020")
    html = Template("{% load components %}{% error_summary form %}{{ form }}").render(Context({"form": form}))
    assert 'href="#id_it-month"' in html
    assert html.count("govuk-input--error") == 1
    assert 'value="13"' in html


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("14:30", "14:30"),
        ("1430", "14:30"),
        ("2.30pm", "14:30"),
        ("2 PM", "14:00"),
        ("12am", "00:00"),
        ("9:05", "09:05"),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, time):
    (moment,) = said(fields.DateTimeField(label="When"), day="3", month="5", year="2026", time=typed)
    assert f"{timezone.localtime(moment):%H:%M}" == time


@pytest.mark.parametrize("typed", ["25:00", "14", "13pm", "0am", "noonish", "14:60"])
def test_a_time_that_is_none_is_refused(typed):
    words = "When must have a real time, like 14:30 or 2:30pm"
    assert said(fields.DateTimeField(label="When"), day="3", month="5", year="2026", time=typed) == words


def test_the_hour_skipped_in_march_is_refused_and_the_future_too():
    field = fields.DateTimeField(label="When", not_after_now=True)
    assert "clocks went forward" in said(field, day="29", month="3", year="2026", time="1:30")
    with time_machine.travel(NOW, tick=False):
        assert said(field, day="22", month="11", year="2026", time="14:01") == "When must be now or in the past"


class Agreement(fields.Form):
    how = fields.RadiosField(
        label="How?", choices=[Choice("w", "Written"), Divider(), Choice("v", "Said aloud", reveals=["why"])]
    )
    why = fields.RadiosField(label="Why?", choices=[Choice("x", "Other", reveals=["other"]), ("y", "Urgent")])
    other = fields.TextField(label="Other reason")


def test_a_revealed_field_is_required_only_when_it_is_revealed():
    assert Agreement({"how": "w"}).is_valid()
    assert list(Agreement({"how": "v"}).errors) == ["why"]
    assert list(Agreement({"how": "v", "why": "x"}).errors) == ["other"]
    assert Agreement({"how": "v", "why": "y"}).is_valid()


def test_what_is_not_revealed_counts_as_empty_but_stays_on_the_page():
    form = Agreement({"how": "w", "why": "nonsense", "other": "typed before"})
    assert form.is_valid()
    assert form.cleaned_data == {"how": "w", "why": "", "other": ""}
    assert "typed before" in str(form)


def test_a_revealed_field_stands_inside_its_choice_once():
    html = str(Agreement())
    assert html.count('name="other"') == 1
    assert html.index('id="conditional-id_how-3"') < html.index('name="why"')


def test_one_field_cannot_be_revealed_twice():
    class Twice(fields.Form):
        how = fields.RadiosField(choices=[Choice("a", "A", reveals=["why"]), Choice("b", "B", reveals=["why"])])
        why = fields.TextField()

    with pytest.raises(ImproperlyConfigured):
        str(Twice())


def test_a_divider_cannot_be_chosen():
    field = fields.CheckboxesField(label="What", choices=[("a", "A"), Divider()])
    assert said(field, it=["a", ""]) == "Choose from the answers shown"


def test_a_draft_shows_what_was_typed_and_no_errors():
    form = Agreement({"how": "v"}, show_errors=False)
    assert not form.is_valid()
    assert "checked" in str(form)
    assert "govuk-error" not in str(form)


def test_the_title_says_error_and_the_summary_is_in_the_order_of_the_page():
    form = Agreement({"how": "v"})
    source = "{% load components %}{% error_prefix %}|{% error_summary %}"
    prefix, summary = Template(source).render(Context({"form": form})).split("|")
    assert prefix == "Error: "
    assert 'href="#id_why"' in summary
    assert Template(source).render(Context({"form": Agreement({"how": "w"})})) == "|"


def test_a_form_named_twice_tells_its_errors_once():
    form = Agreement({"how": "v"})
    html = Template("{% load components %}{% error_summary %}").render(Context({"form": form, "forms": [form]}))
    assert html.count("<li>") == 1


def test_numbers_say_what_they_want():
    field = fields.NumberField(label="How many", min_value=1, max_value=9)
    assert said(field, it="x") == "How many must be a whole number, like 3"
    assert said(field, it="0") == "How many must be at least 1"
    assert said(field, it="10") == "How many must be at most 9"
    assert said(field, it="3") == (3,)


def test_addresses_and_numbers_give_an_example():
    assert said(fields.EmailField(label="Email"), it="nobody") == "Enter an email address like name@example.org"
    assert said(fields.PhoneField(label="Phone"), it="ring me") == "Enter a telephone number like 01632 960109"
    assert said(fields.PhoneField(label="Phone"), it="+44 (0)1632 960 109 ext 12") == ("+44 (0)1632 960 109 ext 12",)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=12), st.text(max_size=12))
def test_no_answer_however_odd_breaks_a_form(text, choice, part, other):
    class Whole(fields.Form):
        words = fields.TextField(label="Words", max_length=20)
        long = fields.LongTextField(label="Long", max_length=20)
        mail = fields.EmailField(label="Mail")
        phone = fields.PhoneField(label="Phone")
        count = fields.NumberField(label="Count")
        how = fields.RadiosField(label="How", choices=[("a", "A")])
        held = fields.DateTimeField(label="Held", not_after_now=True)

    sent = dict.fromkeys(["words", "long", "mail", "phone", "count"], text) | {"how": choice}
    sent |= {"held-day": part, "held-month": other, "held-year": part, "held-time": other}
    form = Whole(sent)
    form.is_valid()
    assert "govuk-form-group" in str(form)
    assert form["words"].value() == text
