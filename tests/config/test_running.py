"""docs/running.md names exactly the environment variables that the settings read."""

import re

from config.compose import BASE, known_names

# Of the machinery, not of whoever runs the service.
INTERNAL = {"HOST", "PORT", "DJANGO_SETTINGS_MODULE"}


def test_every_environment_variable_is_documented():
    text = (BASE / "docs/running.md").read_text()
    documented = set(re.findall(r"`([A-Z][A-Z_]+)`", text))
    read = {name for name in known_names() if not name.endswith("_FILE") or name == "BEAT_SCHEDULE_FILE"}
    assert read - documented - INTERNAL == set()
