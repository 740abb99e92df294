"""For each tag of ours that ports a GOV.UK component: the options it supports, and how they are written in a page."""

from types import SimpleNamespace

from django.template import Context, Template
from django.utils.safestring import mark_safe


class Unsupported(Exception):
    """A value our tag has no word for."""


def page(source, **context):
    return Template("{% load components %}" + source).render(Context(context))


def class_of(options, prefix, allowed):
    """The one modifier class of the options as our keyword ("govuk-tag--grey" → "grey"), or Unsupported."""
    classes = options.get("classes", "")
    if classes and (not classes.startswith(prefix) or classes.removeprefix(prefix) not in allowed):
        raise Unsupported(classes)
    return classes.removeprefix(prefix)


def inner(options, wrap="{}"):
    """The content of a block: its HTML as it is, its text escaped."""
    if options.get("html"):
        return mark_safe(options["html"])
    return mark_safe(wrap.format(page("{{ text }}", text=options.get("text", ""))))


def button(o):
    style = class_of(o, "govuk-button--", ("secondary", "warning", "inverse"))
    if o.get("preventDoubleClick") is False:
        raise Unsupported("preventDoubleClick")
    given = {"prevent_double_click": o.get("preventDoubleClick", False), "disabled": o.get("disabled", False)}
    given |= {"name": o.get("name", ""), "value": o.get("value", ""), "id": o.get("id", "")}
    if o.get("href"):
        given = {"id": o.get("id", "")}
    keywords = " ".join(f"{key}={key}" for key in given)
    source = f"{{% button text href=href type=type style=style start=start {keywords} %}}"
    start, kind = o.get("isStartButton", False), o.get("type", "submit")
    return page(source, text=o["text"], href=o.get("href", ""), type=kind, style=style, start=start, **given)


def tag(o):
    colours = ("grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow")
    return page("{% tag text colour=colour %}", text=o["text"], colour=class_of(o, "govuk-tag--", colours))


def inset(o):
    return page("{% inset id=id %}{{ content }}{% endinset %}", content=inner(o), id=o.get("id", ""))


def warning_text(o):
    source = "{% warning_text icon_words=words %}{{ content }}{% endwarning_text %}"
    return page(source, content=inner(o), words=o.get("iconFallbackText") or "Warning")


def details(o):
    source = "{% details summary id=id open=open %}{{ content }}{% enddetails %}"
    return page(source, summary=o["summaryText"], id=o.get("id", ""), open=o.get("open", False), content=inner(o))


def notification_banner(o):
    if o.get("type", "success") != "success":
        raise Unsupported(o["type"])
    content = inner(o, '<p class="govuk-notification-banner__heading">{}</p>')
    named = {"title": o.get("titleText", ""), "title_id": o.get("titleId", "govuk-notification-banner-title")}
    source = "{% notification_banner success=success title=title title_id=title_id %}{{ content }}"
    return page(source + "{% endnotification_banner %}", success="type" in o, content=content, **named)


def panel(o):
    content = inner(o)
    level = o.get("headingLevel", 1)
    if o.get("classes") == "govuk-panel--interruption":
        actions = "".join(_action(item) for item in o.get("actions", {}).get("items", []))
        source = (
            "{% interruption_card title heading_level=level %}{{ content }}" + actions + "{% endinterruption_card %}"
        )
        return page(source, title=o["titleText"], level=level, content=content)
    if o.get("classes") or o.get("actions"):
        raise Unsupported("classes")
    source = "{% panel title heading_level=level %}{{ content }}{% endpanel %}"
    return page(source, title=o["titleText"], level=level, content=content)


def _action(item):
    named = " ".join(f'{key}="{item[key]}"' for key in ("href", "type") if item.get(key))
    return f'{{% action "{item["text"]}" {named} %}}'


def phase_banner(o):
    if "tag" not in o:
        raise Unsupported("no phase")
    return page("{% phase_banner phase %}{{ content }}{% endphase_banner %}", phase=o["tag"]["text"], content=inner(o))


def breadcrumbs(o):
    words = []
    for number, item in enumerate(o["items"]):
        last = number == len(o["items"]) - 1
        if not item.get("href") and not last:
            raise Unsupported("an item without address before the last")
        words += [item["text"], *([item["href"]] if item.get("href") else [])]
    names = " ".join(f"words.{number}" for number in range(len(words)))
    label = o.get("labelText", "Breadcrumb")
    source = f"{{% breadcrumbs {names} collapse=collapse label=label %}}"
    return page(source, words=words, collapse=o.get("collapseOnMobile", False), label=label)


def back_link(o):
    return page("{% back_link href text %}", href=o.get("href", "#"), text=o.get("text") or "Back")


def skip_link(o):
    return page("{% skip_link href=href text=text %}", href=o.get("href", "#content"), text=o["text"])


def pagination(o):
    given = {"label": o.get("landmarkLabel", "Pagination")}
    for ours, theirs in (("newer", "previous"), ("older", "next")):
        link = o.get(theirs, {})
        given |= {ours: link.get("href", ""), f"{ours}_text": link.get("text", "")}
        given[f"{ours}_label"] = link.get("labelText", "")
    return page("{% pagination " + " ".join(f"{key}={key}" for key in given) + " %}", **given)


def service_navigation(o):
    items = [item for item in o.get("navigation", []) if item]
    if not items or any(not item.get("href") for item in items):
        raise Unsupported("a navigation without links")
    told = [{"text": i["text"], "url": i["href"], "active": i.get("active", False)} for i in items]
    label, name = o.get("menuButtonText", "Menu"), o.get("navigationId", "navigation")
    return page("{% service_navigation items label=label id=id %}", items=told, label=label, id=name)


def summary_list(o):
    if o.get("classes", "govuk-summary-list--no-border") != "govuk-summary-list--no-border":
        raise Unsupported("classes")
    parts, context = [], {"borders": "classes" not in o, "rows": [row for row in o.get("rows", []) if row]}
    for number, row in enumerate(context["rows"]):
        row["content"] = inner(row["value"])
        row["action"] = _only(row.get("actions", {}).get("items", []))
        key = f"rows.{number}"
        link = f"action={key}.action.text href={key}.action.href describe={key}.action.visuallyHiddenText"
        link = link if row["action"] else ""
        parts.append(f"{{% row {key}.key.text {link} %}}{{{{ {key}.content }}}}{{% endrow %}}")
    card, head = o.get("card"), ""
    if card:
        if not card.get("title") or any(row["action"] for row in context["rows"]):
            raise Unsupported("a card without title, or with links in rows: GOV.UK repeats its title in each")
        link = _only(card.get("actions", {}).get("items", []))
        context |= {"card": card["title"]["text"], "level": card["title"].get("headingLevel", 2), "link": link}
        head = "card=card heading_level=level" + (" action=link.text href=link.href" if link else "")
    return page(f"{{% summary_list borders=borders {head} %}}{''.join(parts)}{{% endsummary_list %}}", **context)


def _only(items):
    if len(items) > 1:
        raise Unsupported("more than one link")
    return {"visuallyHiddenText": "", **items[0]} if items else None


def table(o):
    heads = o.get("head", [])
    rows = [row for row in o["rows"] if row]
    if any(set(cell) - {"text", "html", "format"} for row in [heads, *rows] for cell in row):
        raise Unsupported("cell options")
    if o.get("classes") or o.get("captionClasses", "govuk-table__caption--m") != "govuk-table__caption--m":
        raise Unsupported("classes")
    lines = []
    for r, row in enumerate(rows):
        cells = ""
        for c, cell in enumerate(row):
            cell["content"] = inner(cell)
            named = " numeric=True" if cell.get("format") == "numeric" else ""
            named += " header=True" if c == 0 and o.get("firstCellIsHeader") else ""
            cells += f"{{% cell{named} %}}{{{{ rows.{r}.{c}.content }}}}{{% endcell %}}"
        lines.append(f"{{% table_row %}}{cells}{{% endtable_row %}}")
    columns = [("#" if head.get("format") == "numeric" else "") + head["text"] for head in heads]
    source = "{% table caption columns=columns stacked=False %}" + "".join(lines) + "{% endtable %}"
    return page(source, caption=o.get("caption", ""), columns=columns, rows=rows)


def task_list(o):
    lines, items = [], [item for item in o["items"] if item]
    if len(items) != len(o["items"]):
        raise Unsupported("gaps in the numbering")
    for number, item in enumerate(items):
        state = item["status"].get("tag", {})
        colour = class_of(state, "govuk-tag--", ("grey", "green", "teal", "blue", "red", "yellow", "purple"))
        if state and not colour:
            raise Unsupported("a tag of no colour")
        item["told"] = SimpleNamespace(words=state.get("text") or item["status"].get("text", ""), colour=colour)
        item |= {"url": item.get("href", ""), "small": item.get("hint", {}).get("text", "")}
        at = f"items.{number}"
        named = f"href={at}.url status={at}.told.words colour={at}.told.colour hint={at}.small"
        lines.append(f"{{% task {at}.title.text {named} %}}")
    source = "{% task_list id=id %}" + "".join(lines) + "{% endtask_list %}"
    return page(source, items=items, id=o.get("idPrefix", "task-list"))


def tabs(o):
    lines, items = [], [item for item in o["items"] if item]
    if len(items) != len(o["items"]):
        raise Unsupported("gaps in the numbering")
    for number, item in enumerate(items):
        item["content"] = inner(item["panel"], '<p class="govuk-body">{}</p>')
        item.setdefault("id", "")
        at = f"items.{number}"
        lines.append(f"{{% tab {at}.label id={at}.id %}}{{{{ {at}.content }}}}{{% endtab %}}")
    source = "{% tabs title id=id %}" + "".join(lines) + "{% endtabs %}"
    return page(source, items=items, title=o.get("title", "Contents"), id=o.get("idPrefix", ""))


def accordion(o):
    lines, items = [], [item for item in o["items"] if item]
    if len(items) != len(o["items"]):
        raise Unsupported("gaps in the numbering")
    for number, item in enumerate(items):
        item["inside"] = inner(item["content"], '<p class="govuk-body">{}</p>')
        item["line"] = item.get("summary", {}).get("text", "")
        item.setdefault("expanded", False)
        at = f"items.{number}"
        named = f"summary={at}.line expanded={at}.expanded"
        lines.append(f"{{% section {at}.heading.text {named} %}}{{{{ {at}.inside }}}}{{% endsection %}}")
    source = "{% accordion id heading_level=level %}" + "".join(lines) + "{% endaccordion %}"
    return page(source, items=items, id=o["id"], level=o.get("headingLevel", 2))


def error_summary(o):
    """The tag reads forms; the fixtures name errors: so its template is drawn."""
    from locality.templatetags.components.registry import draw

    errors = [{"href": item.get("href", ""), "text": item["text"]} for item in o.get("errorList", [])]
    if not errors:
        raise Unsupported("no errors, no summary")
    return draw("error_summary", errors=errors, title=o["titleText"])


def each(start, names):
    """`items[].text items[].href` from `items[]` and `text href`."""
    return " ".join(f"{start}.{name}" for name in names.split())


# component: (how it is drawn, the options it knows; [] stands for each of a list)
PORTS = {
    "button": (button, "text classes disabled href isStartButton name type value preventDoubleClick id"),
    "tag": (tag, "text classes"),
    "inset-text": (inset, "text html id"),
    "warning-text": (warning_text, "text html iconFallbackText"),
    "details": (details, "summaryText text html id open"),
    "notification-banner": (notification_banner, "text html type titleText titleId"),
    "panel": (panel, f"titleText text html classes headingLevel {each('actions.items[]', 'text type href')}"),
    "phase-banner": (phase_banner, "tag.text text html"),
    "breadcrumbs": (breadcrumbs, f"{each('items[]', 'text href')} collapseOnMobile labelText"),
    "back-link": (back_link, "text href"),
    "skip-link": (skip_link, "text href"),
    "pagination": (
        pagination,
        f"{each('previous', 'href text labelText')} {each('next', 'href text labelText')} landmarkLabel",
    ),
    "service-navigation": (
        service_navigation,
        f"{each('navigation[]', 'href text active')} navigation[] menuButtonText navigationId",
    ),
    "summary-list": (
        summary_list,
        (
            f"rows[] {each('rows[]', 'key.text value.text value.html')} classes "
            f"card.title.text card.title.headingLevel {each('card.actions.items[]', 'text href')} "
            f"{each('rows[].actions.items[]', 'text href visuallyHiddenText')}"
        ),
    ),
    "table": (
        table,
        (
            f"{each('rows[][]', 'text html format')} rows[] {each('head[]', 'text format')} "
            "caption captionClasses firstCellIsHeader"
        ),
    ),
    "task-list": (
        task_list,
        each("items[]", "title.text href status.text status.tag.text status.tag.classes hint.text") + " idPrefix",
    ),
    "tabs": (tabs, each("items[]", "label id panel.html panel.text") + " title idPrefix"),
    "accordion": (
        accordion,
        each("items[]", "heading.text content.text content.html summary.text expanded") + " id headingLevel",
    ),
    "error-summary": (error_summary, f"titleText {each('errorList[]', 'text href')}"),
}
