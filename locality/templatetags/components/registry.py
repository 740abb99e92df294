"""How a tag of ours is made: from a function, a small template, and for lists the parts its content declares."""

from functools import partial, wraps

from django.template import Library
from django.template.library import SimpleBlockNode, SimpleNode
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

register = Library()


def draw(name, /, **context):
    """HTML of templates/components/<name>.html. Everything in it is escaped unless a block tag rendered it."""
    return mark_safe(render_to_string(f"components/{name}.html", context).strip())


class Parts(list):
    """What the content of a list tag declared: dicts with a "kind"; `html` is what stood between them."""

    html = ""

    def of(self, *kinds):
        return [part for part in self if part["kind"] in kinds]


class PartsNode(SimpleBlockNode):
    """A block tag that first lets its content declare parts, then draws them."""

    def get_resolved_arguments(self, context):
        args, kwargs = SimpleNode.get_resolved_arguments(self, context)
        parts = Parts()
        with context.push(_parts=parts):
            parts.html = mark_safe(self.nodelist.render(context).strip())
        args.insert(1 if self.takes_context else 0, parts)
        return args, kwargs


def list_tag(func=None, *, takes_context=False):
    """Register `func(content, …)` as a block tag; `content` is the Parts declared inside it. Lists may nest.

    With `takes_context` it is `func(context, content, …)`, so that it can be itself a part of the list around it.
    """
    if func is None:
        return partial(list_tag, takes_context=takes_context)
    register.simple_block_tag(func, takes_context=takes_context)
    compile_block = register.tags[func.__name__]

    @wraps(compile_block)
    def compile_parts(parser, token):
        block = compile_block(parser, token)
        return PartsNode(block.nodelist, block.func, takes_context, block.args, block.kwargs, block.target_var)

    register.tag(func.__name__, compile_parts)
    return func


def declare(context, kind, **values):
    """Add a part to the list tag around this one. Outside one, the mistake is the page's: KeyError names it."""
    if "_parts" not in context:
        raise KeyError(f"{{% {kind} %}} stands outside the list it belongs to")
    context["_parts"].append({"kind": kind, **values})
    return ""
