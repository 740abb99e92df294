"""Buttons, tags, and the boxes that say something."""

from django.urls import reverse

from locality import typed
from locality.families import Family, is_known
from locality.templatetags.components.registry import Parts, declare, draw, list_tag, register

BUTTON_STYLES = ("secondary", "warning", "inverse")
COLOURS = ("grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow")


def one_of(value, allowed, what):
    """`value` when it is allowed or empty; ValueError otherwise, so that a slip in a page is seen at once."""
    if value and value not in allowed:
        raise ValueError(f"{what} is one of {', '.join(allowed)}, not {value}")
    return value


@register.simple_tag
def button(text, *, href="", style="", start=False, describe="", type="submit", **attributes):  # noqa: A002
    """A button, or a link that looks like one. `attributes`: name value id disabled prevent_double_click."""
    one_of(style, BUTTON_STYLES, "style")
    return draw("button", text=text, href=href, style=style, start=start, describe=describe, type=type, **attributes)


@register.simple_block_tag
def button_group(content):
    """Buttons and links side by side, with the right space between them."""
    return draw("button_group", content=content)


@register.simple_tag(takes_context=True)
def post_button(context, text, url, *, style="", describe="", name="", value=""):
    """A form of one button that POSTs to `url`."""
    one_of(style, BUTTON_STYLES, "style")
    token = context.get("csrf_token", "")
    given = {"url": url, "style": style, "describe": describe, "name": name, "value": value}
    return draw("post_button", text=text, csrf_token=token, **given)


@register.simple_tag(takes_context=True)
def typed_in(context):
    """What the reader had typed into the form that was just refused (locality/typed.py)."""
    request = context.get("request")
    return typed.typed_in(request) if request else None


@register.simple_tag(name="tag")
def tag_(text, *, colour=""):
    """A word about a state. The word carries the meaning; the colour only helps."""
    return draw("tag", text=text, colour=one_of(colour, COLOURS, "colour"))


@register.simple_block_tag
def inset(content, *, id=""):  # noqa: A002
    """Words set apart from the rest."""
    return draw("inset", content=content, id=id)


@register.simple_block_tag
def warning_text(content, *, icon_words="Warning"):
    """A warning with an exclamation mark."""
    return draw("warning_text", content=content, icon_words=icon_words)


@register.simple_block_tag
def details(content, summary, *, open=False, id=""):  # noqa: A002
    """Words or fields that open when asked for, and by themselves when a field in them has an error."""
    open = open or "govuk-form-group--error" in content  # noqa: A001
    return draw("details", content=content, summary=summary, open=open, id=id)


@register.simple_block_tag
def notification_banner(content, *, success=False, title="", title_id="govuk-notification-banner-title"):
    """A banner above the page: what just happened (`success`), or what matters now."""
    title = title or ("Success" if success else "Important")
    return draw("notification_banner", content=content, success=success, title=title, title_id=title_id)


@register.simple_block_tag
def alert(content, variant="information", *, title):
    """MoJ's alert. `variant`: information success warning error."""
    one_of(variant, ("information", "success", "warning", "error"), "variant")
    return draw("alert", content=content, variant=variant, title=title)


@register.simple_block_tag
def panel(content, title, *, heading_level=1):
    """Confirmation that it is done."""
    return draw("panel", content=content, title=title, heading_level=heading_level)


@list_tag
def interruption_card(content: Parts, title, *, heading_level=1):
    """Stops people before something grave. Its content ends with `{% action %}` tags."""
    actions = content.of("action")
    return draw("interruption_card", content=content.html, actions=actions, title=title, heading_level=heading_level)


@register.simple_tag(takes_context=True)
def action(context, text, *, href="", type="", name="", value=""):  # noqa: A002
    """A button (no `href`) or link of an interruption card."""
    return declare(context, "action", text=text, href=href, type=type, name=name, value=value)


@register.simple_tag
def demonstration_banner():
    """The strip that says every person is made up."""
    return draw("demonstration_banner")


@register.simple_tag(takes_context=True)
def front_door_strip(context, front_door=None):
    """Whom to ring when a child may be at risk: dicts or objects with label, number, hours; else the context's. And
    where who is signed in records it: about the family that the page is about, if any (S52)."""
    lines = front_door or context.get("front_door") or []
    return draw("front_door_strip", front_door=lines, record_url=_record_url(context))


def _record_url(context):
    family, url = context.get("family"), context.get("referrals_url", "")
    if url and isinstance(family, Family) and is_known(family):
        return reverse("conversations:refer", args=[family.pk])
    return url


@register.simple_block_tag
def phase_banner(content, phase):
    """The phase of the service, and a sentence."""
    return draw("phase_banner", content=content, phase=phase)


@register.simple_block_tag
def empty_state(content, title, *, action="", href="", heading_level=2):
    """What to do when there is nothing yet."""
    given = {"title": title, "action": action, "href": href, "heading_level": heading_level}
    return draw("empty_state", content=content, **given)


@register.simple_block_tag
def card(content, title, *, action="", href="", describe="", heading_level=2):
    """A summary card around any content."""
    given = {"title": title, "action": action, "href": href, "describe": describe, "heading_level": heading_level}
    return draw("card", content=content, **given)
