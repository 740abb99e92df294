"""Small registries by which the apps above put their part into the foundation's pages, without being imported by it.

    @home_panel             def panel(request) -> Panel | None
    @family_panel           def panel(request, family) -> Panel | None
    @family_step            def step(request, family) -> Step | None
    @record_panel           def panel(request, record) -> Panel | None
    @chronology("Meetings") def entries(request, family) -> iterable of Entry
    @navigation             def links(request) -> iterable of (position, text, url name)
    @involves_partners      def partners(family, reader) -> iterable of keys

A `Panel` names a template and its plain context; templates never query.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from locality.access import VisibleQuerySet
from locality.history import recorded_models


@dataclass(frozen=True)
class Panel:
    """Part of a page: `template` rendered with `context`; lower `position` comes first. On a family's overview a
    `warning` stands above all the rest."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    position: int = 50
    warning: bool = False


@dataclass(frozen=True)
class Step:
    """Something to do with a family, offered above everything else of its page; lower `position` comes first."""

    words: str
    url: str
    position: int = 50


@dataclass(frozen=True)
class Entry:
    """One line of a family's chronology. `url` may be empty; `significant` entries stand out; of a `whole_day` only the
    day is known, and `at` is its noon. `about`: keys of the people whom it is about, none where it is about all of the
    family. `source`: what kind of thing it tells, as its registry says."""

    at: datetime
    title: str
    words: str = ""
    by: str = ""
    url: str = ""
    significant: bool = False
    whole_day: bool = False
    about: frozenset = frozenset()
    source: str = ""

    @property
    def when(self):
        """What the page says: the day, or the moment."""
        return timezone.localdate(self.at) if self.whole_day else self.at


def noon(day):
    """The moment by which an entry of a whole day is put in order."""
    return timezone.make_aware(datetime.combine(day, time(12)))


_home: list[Callable] = []
_involved: list[Callable] = []
_family: list[Callable] = []
_steps: list[Callable] = []
_governance: list[Callable] = []
_record: list[Callable] = []
_chronology: list[Callable] = []
_navigation: list[Callable] = []


def home_panel(function):
    """Register a panel of the home page."""
    _home.append(function)
    return function


def family_panel(function):
    """Register a panel of a family's overview."""
    _family.append(function)
    return function


def family_step(function):
    """Register `function(request, family) -> Step | None`: what the reader may begin from the family's overview."""
    _steps.append(function)
    return function


def family_steps(request, family):
    """What this reader may begin with the family, in its order: the first is what most people come for."""
    return _in_order(step(request, family) for step in _steps)


def record_panel(function):
    """Register `function(request, record) -> Panel | None`: what is said beside a record, wherever it is read."""
    _record.append(function)
    return function


def record_panels(request, record):
    """The panels beside a record that the reader was shown, in their order."""
    return _in_order(panel(request, record) for panel in _record)


def governance_panel(function):
    """Register `function(request) -> Panel` for the page of governance, which only an audit opens."""
    _governance.append(function)
    return function


def governance_panels(request):
    """The panels of the page of governance, in their order."""
    return _in_order(panel(request) for panel in _governance)


def chronology(words):
    """Register a source of chronology entries, with what people call what it tells: `@chronology("Meetings")`. It
    returns only what the reader may see."""

    def register(function):
        _chronology.append((words, function))
        return function

    return register


def navigation(function):
    """Register links of the service navigation."""
    _navigation.append(function)
    return function


def involves_partners(function):
    """Register `function(family, reader)`: keys of partners that have to do with the family, as the reader may know."""
    _involved.append(function)
    return function


def partners_involved(family, reader):
    """Keys of the partners that have to do with a family, as far as the `Reader` may know."""
    return {key for source in _involved for key in source(family, reader)}


def home_panels(request):
    """The home page's panels for this reader, in their order."""
    return _in_order(panel(request) for panel in _home)


def family_panels(request, family):
    """The panels of the family's overview for this reader, in their order."""
    return _in_order(panel(request, family) for panel in _family)


def _in_order(parts):
    return sorted((part for part in parts if part), key=lambda part: part.position)


def chronology_of(request, family):
    """Every entry of the family's chronology that the reader may see, newest first."""
    found = (replace(each, source=words) for words, source in _chronology for each in source(request, family))
    return sorted(found, key=_at, reverse=True)


def _at(entry):
    return entry.at


def navigation_links(request):
    """The links of the service navigation for this reader, as (position, text, url name), in their order."""
    return sorted(link for links in _navigation for link in links(request))


def protected_models():
    """Every model whose records have a rule of sight, by the name used in addresses (such as `conversation`)."""
    found = {}
    for model in recorded_models():
        if isinstance(model._default_manager.all(), VisibleQuerySet):
            found[model._meta.model_name] = model
    return found


def records_of(family, reader):
    """The family's protected records that the reader may see, as (model, queryset) pairs, empty ones left out."""
    for model in protected_models().values():
        visible = model.objects.visible_by(reader)
        path = model.objects.all().family
        if path and model._meta.model_name != "person":
            rows = visible.filter(**{path: family.pk})
            if rows.exists():
                yield model, rows
