"""Every component of the service as a template tag: `{% load components %}`.

The gallery (/gallery in development) shows them all. None of them queries: a page is given what it shows.
"""

from locality.templatetags.components import formtags, lists, navigation, notices, sharing
from locality.templatetags.components.registry import register

__all__ = ["formtags", "lists", "navigation", "notices", "register", "sharing"]
