"""What goes round a form: the error summary, the filter panel, the line that says a draft is saved."""

from locality.fields import layout
from locality.templatetags.components.registry import draw, register

register.filter("form_layout", layout)


@register.simple_tag(takes_context=True)
def error_summary(context, *forms, title="There is a problem"):
    """All errors of the forms and formsets, each linked to the control it is about. Nothing when there are none.

    Without arguments: the context's `form` and `forms`.
    """
    errors = [error for form in forms or page_forms(context) for error in _errors(form)]
    return draw("error_summary", errors=errors, title=title) if errors else ""


@register.simple_tag(takes_context=True)
def error_prefix(context):
    """`Error: ` for the page's title when a form of the page has errors."""
    return "Error: " if any(_errors(form) for form in page_forms(context)) else ""


def page_forms(context):
    """The forms a page shows: its context's `form` and `forms`, each once."""
    named = [context.get("form"), *(context.get("forms") or [])]
    return list({id(form): form for form in named if hasattr(form, "is_bound")}.values())


def _errors(form):
    """The errors of a form or formset, in the order of the page: dicts href, text."""
    if not form.is_bound:
        return []
    if hasattr(form, "management_form"):
        inner = [error for one in form.forms for error in _errors(one)]
        return inner + [{"href": "", "text": text} for text in form.non_form_errors()]
    found = [{"href": "", "text": text} for text in form.non_field_errors()]
    for field in form:
        anchor = "" if field.is_hidden else f"#{getattr(field, 'focus_id', field.auto_id)}"
        found += [{"href": anchor, "text": text} for text in field.errors]
    return found


@register.simple_block_tag
def filter_panel(content, *, title="Filter", button="Apply filters", clear_url="", selected=()):
    """A GET form beside a list. `selected`: dicts text, url; following the address removes that filter."""
    given = {"title": title, "button": button, "clear_url": clear_url, "selected": list(selected)}
    return draw("filter_panel", content=content, **given)


@register.simple_tag
def draft_status():
    """Where the page says "Saved as a draft 14:02". Empty without JavaScript."""
    return draw("draft_status")
