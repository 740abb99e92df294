"""What `./dev start` began ends with it, the children that their parent left behind included."""

import subprocess
import sys

import pytest

from config import start

# A parent and its child, which hold this file open and end by SIGTERM, each alone.
FORKS = "import os, time; os.fork(); os.write(1, b'%d\\n' % os.getpid()); time.sleep(10); print('lives')"
# The same, but the child does not hear SIGTERM and the parent needs a moment.
STUBBORN = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: (time.sleep(0.3), sys.exit()) if os.getpid() == first else None)
first = os.getpid()
os.fork()
os.write(1, b"%d\\n" % os.getpid())
time.sleep(10)
print("lives")
"""


@pytest.mark.parametrize("program", [FORKS, STUBBORN])
def test_a_child_that_its_parent_left_behind_is_ended_too(program, monkeypatch):
    monkeypatch.setattr(start.signal, "signal", lambda *_: None)  # these tests still end by ctrl-C
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE) as parent:
        assert int(parent.stdout.readline()) != int(parent.stdout.readline())
        start.end([parent])
        # The pipe closes at its other end when the last one that held it has gone; a child that lives says so first.
        assert parent.stdout.read() == b""
