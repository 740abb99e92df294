"""Every component that we port is what GOV.UK Frontend's own fixtures say, and nothing is left out without a word."""

import copy
import json
from pathlib import Path

import pytest

from tests.components import field_ports, tag_ports
from tests.components.markup import seen

SHIPPED = Path(__file__).parents[2] / "node_modules/govuk-frontend/dist/govuk/components"
LEFT_OUT = json.loads((Path(__file__).parent / "left_out.json").read_text())
PORTS = tag_ports.PORTS | field_ports.PORTS


def fixtures(component):
    return json.loads((SHIPPED / component / "fixtures.json").read_text())["fixtures"]


def paths(options, at=""):
    """The names of all options given: "items[].hint.text"."""
    if isinstance(options, dict):
        return {path for key, value in options.items() for path in paths(value, f"{at}.{key}" if at else key)}
    if isinstance(options, list):
        return {path for value in options for path in paths(value, f"{at}[]")}
    return {at}


def drawn(component, fixture):
    """Our HTML of a fixture, or None when it uses something we do not have."""
    port, known = PORTS[component]
    if paths(fixture["options"]) - set(known.split()):
        return None
    try:
        return port(copy.deepcopy(fixture["options"]))
    except tag_ports.Unsupported:
        return None


@pytest.mark.parametrize("component", sorted(PORTS))
def test_each_component_equals_its_fixtures(component):
    different = []
    for fixture in fixtures(component):
        html = drawn(component, fixture)
        if html is not None and seen(html) != seen(fixture["html"]):
            different.append((fixture["name"], seen(html), seen(fixture["html"])))
    assert different == []


@pytest.mark.parametrize("component", sorted(PORTS))
def test_a_fixture_is_left_out_only_by_name(component):
    left = {fixture["name"] for fixture in fixtures(component) if drawn(component, fixture) is None}
    assert left == set(LEFT_OUT["fixtures"].get(component, ()))


def test_a_component_is_left_out_only_by_name():
    there = {path.parent.name for path in SHIPPED.glob("*/fixtures.json")}
    assert there - set(PORTS) == set(LEFT_OUT["whole"])
