"""Components made of parts: rows, cells, tasks, tabs, moments."""

import datetime

from django.utils import timezone

from locality.templatetags.components.notices import COLOURS, one_of
from locality.templatetags.components.registry import Parts, declare, draw, list_tag, register


@list_tag
def summary_list(content: Parts, *, borders=True, card="", heading_level=2, action="", href="", describe=""):
    """Questions and answers. `card` puts it in a summary card of that title, `action` and `href` in the card's head."""
    rows = content.of("row")
    has_actions = any(part["action"] for part in rows)
    head = {"card": card, "heading_level": heading_level, "action": action, "href": href, "describe": describe}
    return draw("summary_list", rows=rows, has_actions=has_actions, borders=borders, **head)


@register.simple_block_tag(takes_context=True)
def row(context, content, key, *, action="", href="", describe=""):
    """One row. `describe` completes the link for people who only hear it: Change "date of birth"."""
    return declare(context, "row", key=key, content=content, action=action, href=href, describe=describe)


@list_tag
def table(
    content: Parts,
    caption="",
    *,
    columns=(),
    caption_size="m",
    hidden_caption=False,
    stacked=True,
    short=False,
    labels=True,
):
    """A table of `{% table_row %}`s. `columns`: "Who,When,#Hours" or a list; # marks a column of numbers.

    `stacked`: under 640 px each row becomes a card that repeats the column's name before each value: not without
    `labels`, where the values say what they are. `short`: such cards are close together, for a list of many.
    """
    heads = [_column(name) for name in (columns.split(",") if isinstance(columns, str) else columns)]
    rows = [[_under(cell, heads, number) for number, cell in enumerate(part["cells"])] for part in content.of("row")]
    given = {"caption": caption, "caption_size": caption_size, "hidden_caption": hidden_caption, "stacked": stacked}
    given |= {"short": short, "labels": labels}
    return draw("table", heads=heads, rows=rows, **given)


def _column(name):
    text = str(name).strip()
    return {"text": text.lstrip("#"), "numeric": text.startswith("#")}


def _under(cell, heads, number):
    head = heads[number] if number < len(heads) else {"text": "", "numeric": False}
    return {**cell, "column": head["text"], "numeric": cell["numeric"] or head["numeric"]}


@list_tag(takes_context=True)
def table_row(context, content):
    """One row of a table, made of `{% cell %}`s."""
    return declare(context, "row", cells=content.of("cell"))


@register.simple_block_tag(takes_context=True)
def cell(context, content, *, header=False, numeric=False):
    """One cell of a `{% table_row %}`; `header`: it names the row."""
    return declare(context, "cell", content=content, header=header, numeric=numeric)


@list_tag
def task_list(content: Parts, *, id="task-list", first=0):  # noqa: A002
    """What is to be done, each with its state. On a narrow screen what comes after the `first` few is folded, and the
    fold says how much of it is late (red)."""
    tasks = [task | {"number": number} for number, task in enumerate(content.of("task"), 1)]
    shown, folded = (tasks[:first], tasks[first:]) if first and len(tasks) > first + 1 else (tasks, [])
    late = sum(task["colour"] == "red" for task in folded)
    return draw("task_list", parts=[shown, folded] if folded else [shown], folded=folded, late=late, id=id)


@register.simple_tag(takes_context=True)
def task(context, title, *, href="", status="", colour="", hint=""):
    """One task. With `colour` the state is a tag, without it plain words (done)."""
    one_of(colour, COLOURS, "colour")
    return declare(context, "task", title=title, href=href, status=status, colour=colour, hint=hint)


@list_tag
def tabs(content: Parts, title="Contents", *, id="tabs"):  # noqa: A002
    """Panels behind tabs; without JavaScript, sections one under another."""
    return draw("tabs", tabs=content.of("tab"), title=title, id=id)


@register.simple_block_tag(takes_context=True)
def tab(context, content, label, *, id=""):  # noqa: A002
    """One tab and its panel."""
    return declare(context, "tab", label=label, content=content, id=id)


@list_tag
def accordion(content: Parts, id, *, heading_level=2):  # noqa: A002
    """Sections that open one by one. `id` is unique on the page."""
    return draw("accordion", sections=content.of("section"), id=id, heading_level=heading_level)


@register.simple_block_tag(takes_context=True)
def section(context, content, heading, *, summary="", expanded=False):
    """One section of an accordion."""
    return declare(context, "section", heading=heading, content=content, summary=summary, expanded=expanded)


@list_tag
def timeline(content: Parts, *, heading_level=2, label="Timeline"):
    """What happened, an ordered list; dots and line are decoration."""
    return draw("timeline", moments=content.of("moment", "gap"), heading_level=heading_level, label=label)


@register.simple_block_tag(takes_context=True)
def moment(context, content, title, *, when=None, beside="", by="", href="", significant=False):
    """One entry. `when`: a date or an aware datetime, `beside`: words beside it; `significant` says so in a word and
    thickens the dot."""
    given = {"title": title, "by": by, "href": href, "significant": significant, "beside": beside, "content": content}
    return declare(context, "moment", **given, **_written(when))


def _written(when):
    """The words and the machine form of a moment: {"stamp": "2026-05-03", "words": "3 May 2026"}."""
    if when is None or when == "":
        return {"stamp": "", "words": ""}
    if not isinstance(when, datetime.datetime):
        return {"stamp": when.isoformat(), "words": f"{when.day} {when:%B %Y}"}
    local = timezone.localtime(when)
    return {"stamp": local.isoformat(timespec="minutes"), "words": f"{local.day} {local:%B %Y, %H:%M}"}


@register.simple_tag(takes_context=True)
def gap(context, words):
    """A time in which nothing happened: "No contact for 9 weeks"."""
    return declare(context, "gap", words=words)


@list_tag
def identity_bar(content: Parts, name, *, reference=""):
    """Whose page this is, always in sight: name, `{% fact %}`s, `{% flag %}`s."""
    given = {"facts": content.of("fact"), "flags": content.of("flag"), "name": name, "reference": reference}
    return draw("identity_bar", **given, content=content.html)


@register.simple_block_tag(takes_context=True)
def fact(context, content, label):
    """One fact of an identity bar."""
    return declare(context, "fact", label=label, content=content)


@register.simple_tag(takes_context=True)
def flag(context, words):
    """A warning in an identity bar: "Do not disclose address"."""
    return declare(context, "flag", words=words)
