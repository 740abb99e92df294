"""Finding the way."""

from locality.templatetags.components.registry import draw, register


@register.simple_tag
def skip_link(href="#main-content", text="Skip to main content"):
    """The first link of every page."""
    return draw("skip_link", href=href, text=text)


@register.simple_tag
def back_link(href, text="Back"):
    """To the page before."""
    return draw("back_link", href=href, text=text)


@register.simple_tag
def breadcrumbs(*words_and_urls, collapse=True, label="Breadcrumb"):
    """Pairs of text and address; a last text without address is this page."""
    texts, urls = words_and_urls[::2], [*words_and_urls[1::2], ""]
    items = [{"text": text, "url": url} for text, url in zip(texts, urls, strict=False)]
    return draw("breadcrumbs", items=items, collapse=collapse, label=label)


@register.simple_tag
def pagination(*, newer="", older="", label="Pagination", **words):
    """Newer and older only: lists are paged by key, so there are no page numbers. Nothing when both are empty.

    `words`: newer_text, older_text (else "Newer", "Older"); newer_label, older_label say what is there ("May 2026").
    """
    sides = [("newer", newer, "prev", "Previous"), ("older", older, "next", "Next")]
    links = [
        {
            "url": url,
            "rel": rel,
            "text": words.get(f"{side}_text", side.title()),
            "plain": plain,
            "label": words.get(f"{side}_label", ""),
        }
        for side, url, rel, plain in sides
        if url
    ]
    return draw("pagination", links=links, label=label) if links else ""


@register.simple_tag
def service_navigation(items, *, label="Menu", id="navigation"):  # noqa: A002
    """The service's main pages: a list of dicts text, url, active."""
    return draw("service_navigation", items=list(items), label=label, id=id) if items else ""


@register.simple_tag
def sub_navigation(items, *, label="Pages about this record"):
    """MoJ's sub navigation: a list of dicts text, url, active."""
    return draw("sub_navigation", items=items, label=label)
