"""`./dev start` on a machine that has nothing yet: an address, people to sign in as, and nothing left after ctrl-C."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request

import pytest

from config.compose import BASE
from locality.demo import PASSWORD
from tests.config.test_servers import serving as processes_in


@contextlib.contextmanager
def started(folder, log):
    """./dev start's own process, with this data folder, writing to this file; ended by SIGTERM."""
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder), "PORT": "18000", "ENV": "development"}
    with log.open("w") as out:
        service = subprocess.Popen(
            [sys.executable, "-m", "config.start"], cwd=BASE, env=environment, stdout=out, stderr=out
        )
    try:
        yield service
        service.send_signal(signal.SIGTERM)
        assert service.wait(timeout=60) == 0
    finally:
        if service.poll() is None:
            service.kill()
            service.wait()


def wait_for(service, log, words, seconds):
    """The log's text, once it holds these words."""
    deadline = time.monotonic() + seconds
    while words not in log.read_text():
        assert service.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.2)
    return log.read_text()


def page(url):
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read().decode()


@pytest.fixture
def folder(tmp_path):
    """A data folder of its own, nothing of which runs or stays after the test."""
    data = tmp_path / "data"
    yield data
    for pid in processes_in(data):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    shutil.rmtree(data, ignore_errors=True)


def test_it_starts_from_nothing_and_ends_without_leaving_anything(folder, tmp_path):
    log = tmp_path / "log"
    with started(folder, log) as service:
        text = wait_for(service, log, "To end it", 300)
        url = re.search(r"http://localhost:\d+", text).group()
        assert PASSWORD in text
        assert "amira@school.example" in text
        assert "DEMONSTRATION DATA" in page(f"{url}/sign-in")
        assert "Amira Haddon" in page(f"{url}/cast")
    assert "Traceback" not in log.read_text()
    assert processes_in(folder) == []
    with started(folder, log) as service:  # what is there stays, and is not loaded again
        text = wait_for(service, log, "To end it", 120)
        assert "Loading" not in text
    assert processes_in(folder) == []
