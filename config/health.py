"""Health checks of the containers, run inside them: `python -m config.health web|worker|beat`. Exit 0 when well."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path


def web() -> bool:
    """Does the service answer, with its database?"""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    asked = urllib.request.Request("http://127.0.0.1:8000/healthz", headers={"Host": host})
    try:
        with urllib.request.urlopen(asked, timeout=4):
            return True
    except OSError:
        return False


def worker() -> bool:
    """Does this container's worker answer over the broker?"""
    name = f"celery@{os.uname().nodename}"
    command = [sys.executable, "-m", "celery", "--app", "config.celery", "inspect", "ping", "--destination", name]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def beat() -> bool:
    """Did the clock write its file lately? It does every three minutes."""
    folder = Path(os.environ.get("BEAT_SCHEDULE_FILE", "/tmp/beat")).parent
    times = [path.stat().st_mtime for path in folder.glob("beat*")]
    return bool(times) and time.time() - max(times) < 600


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]() else 1)
