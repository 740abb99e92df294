"""Does docker-compose.yml hang together? Its schema sees no name that points nowhere. `python -m config.compose`"""

import re
import sys
from pathlib import Path
from typing import Any

import yaml

BASE = Path(__file__).resolve().parent.parent
# Read by the images of others, not by our settings.
FOREIGN = re.compile(r"POSTGRES_|PG")
NAME = re.compile(r"\$\{(\w+)")


def known_names() -> set[str]:
    """The environment variables that our code reads, found in its text."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (BASE / "config").glob("*.py"))
    names = set(re.findall(r"""(?:env|env_flag|env_list|environ\.get)\(\s*"([A-Z_]+)\"""", source))
    return names | {f"{name}_FILE" for name in names}


def faults(compose: dict[str, Any]) -> list[str]:
    """What points nowhere: services, volumes, networks, secrets, files, build folders, unknown variables."""
    found: list[str] = []
    services = compose["services"]
    for name, service in services.items():
        found += [
            f"{name} waits for {other}, which is not there"
            for other in set(service.get("depends_on", {})) - set(services)
        ]
        found += [
            f"{name} waits for {other} to be healthy, which has no health check"
            for other in _unhealthy(service, services)
        ]
        for kind in ("secrets", "networks", "configs"):
            used = {item if isinstance(item, str) else item["source"] for item in service.get(kind, [])}
            found += [
                f"{name} uses the {kind} {item}, which is not declared" for item in used - set(compose.get(kind, {}))
            ]
        found += [f"{name}: {fault}" for fault in _volume_faults(service, compose)]
        if "build" in service and not (BASE / "Dockerfile").exists():
            found.append(f"{name} is built from a Dockerfile that is not there")
        if "image" not in service and "build" not in service:
            found.append(f"{name} has neither an image nor a build")
        if "build" in service:
            unknown = {v for v in service.get("environment", {}) if not FOREIGN.match(v)} - known_names()
            found += [f"{name} is given {variable}, which nothing reads" for variable in sorted(unknown)]
    return found


def _unhealthy(service: dict[str, Any], services: dict[str, Any]) -> list[str]:
    waits = service.get("depends_on", {})
    healthy = [other for other, how in waits.items() if how.get("condition") == "service_healthy"]
    return [other for other in healthy if other in services and "healthcheck" not in services[other]]


def _volume_faults(service: dict[str, Any], compose: dict[str, Any]) -> list[str]:
    found = []
    for volume in service.get("volumes", []):
        source = volume.split(":")[0] if isinstance(volume, str) else volume["source"]
        if source.startswith("./") and not (BASE / source).exists():
            found.append(f"mounts {source}, which is not there")
        if not source.startswith((".", "/")) and source not in compose.get("volumes", {}):
            found.append(f"mounts the volume {source}, which is not declared")
    return found


def main() -> int:
    compose = yaml.safe_load((BASE / "docker-compose.yml").read_text(encoding="utf-8"))
    found = faults(compose)
    print("\n".join(found) or "docker-compose.yml: every name leads somewhere")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
