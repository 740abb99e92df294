"""Papers are drawn in a process of its own: warm, with limits, without secrets, and begun anew when it is gone
(faults.md R15)."""

from pathlib import Path

import pytest

from locality import drawing, paper

PAGE = "<html lang=en><title>Papers</title><p>The mornings are hard.</p></html>"


@pytest.fixture
def warm():
    """A `Warm` of this test's own."""
    made = drawing.Warm()
    yield made
    made.end()


def drawn(warm, html=PAGE):
    return warm.draw(html, paper.places())


def test_one_process_draws_one_document_after_another(warm):
    assert drawn(warm).startswith(b"%PDF")
    first = warm.process.pid
    assert drawn(warm).startswith(b"%PDF")
    assert warm.process.pid == first


@pytest.mark.parametrize("limit", ["seconds", "wall_seconds"])
def test_what_is_too_much_is_given_up_and_the_next_is_drawn(warm, limit):
    drawn(warm)
    setattr(warm, limit, 1)
    with pytest.raises(drawing.TooHeavy):
        drawn(warm, "<p>" + "word " * 500_000)
    setattr(warm, limit, 60)
    assert drawn(warm).startswith(b"%PDF")


def test_what_asks_for_something_that_is_not_ours_is_not_drawn(warm):
    with pytest.raises(drawing.TooHeavy):
        drawn(warm, '<link rel=stylesheet href="file:///etc/passwd"><p>Words')
    assert drawn(warm).startswith(b"%PDF")


def test_a_process_that_was_killed_is_begun_anew(warm):
    drawn(warm)
    first = warm.process
    first.kill()
    first.wait()
    assert drawn(warm).startswith(b"%PDF")
    assert warm.process.pid != first.pid


def test_it_knows_no_secrets_and_ends_with_whoever_began_it(warm, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not to be known")
    drawn(warm)
    assert Path(f"/proc/{warm.process.pid}/environ").read_bytes() == b"LANG=C.UTF-8\0"
    warm.process.stdin.close()
    assert warm.process.wait(timeout=30) == 0
