"""The production files hang together, and the check that says so can fail."""

import copy

import pytest
import yaml

from config.compose import BASE, faults

COMPOSE = yaml.safe_load((BASE / "docker-compose.yml").read_text())


def broken(change):
    compose = copy.deepcopy(COMPOSE)
    change(compose)
    return faults(compose)


def test_every_name_leads_somewhere():
    assert faults(COMPOSE) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c["services"].pop("valkey"), "web waits for valkey"),
        (lambda c: c["services"]["postgres"].pop("healthcheck"), "has no health check"),
        (lambda c: c["volumes"].pop("files"), "the volume files"),
        (lambda c: c["secrets"].pop("owner_url"), "the secrets owner_url"),
        (lambda c: c["services"]["web"]["environment"].update(DATABSE_URL="x"), "DATABSE_URL, which nothing reads"),
        (lambda c: c["services"]["postgres"]["volumes"].append("./nowhere:/x"), "mounts ./nowhere"),
        (lambda c: c["services"]["web"].pop("build") and c["services"]["web"].pop("image"), "neither an image"),
    ],
)
def test_a_name_that_leads_nowhere_is_found(change, said):
    assert any(said in fault for fault in broken(change))


@pytest.mark.parametrize(
    ("secret", "holders"), [("sealer_url", ["worker"]), ("audit_url", ["worker", "verify"]), ("owner_url", ["migrate"])]
)
def test_each_connection_is_held_by_who_needs_it(secret, holders):
    assert [name for name, service in COMPOSE["services"].items() if secret in service.get("secrets", [])] == holders


@pytest.mark.parametrize("name", ["web", "worker", "beat", "migrate", "verify"])
def test_the_application_runs_with_nothing_it_does_not_need(name):
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "USER 10001" in (BASE / "Dockerfile").read_text()
