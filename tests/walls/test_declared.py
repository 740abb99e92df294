"""A model with family content and no wall, or a wall that is not as declared, does not pass `./dev check`."""

import io

import pytest
from django.core.management import CommandError, call_command

from conversations.models import Conversation, Draft
from locality.management.commands import wall as command
from locality.wall import declare


def test_every_model_has_its_wall_and_the_file_is_as_declared():
    call_command("wall", check=True)


def test_a_model_without_a_wall_is_named(monkeypatch):
    monkeypatch.delattr(Draft, "wall")
    with pytest.raises(CommandError, match=r"conversations\.Draft"):
        call_command("wall", check=True)


def test_an_open_table_is_open_by_name_only(monkeypatch):
    monkeypatch.delitem(declare.OPEN, "locality_partner")
    with pytest.raises(CommandError, match=r"locality\.Partner\b"):
        call_command("wall", check=True)


def test_no_open_table_is_one_of_a_familys():
    assert not set(declare.open_tables()) & set(declare.protected_tables())


def test_a_declaration_that_the_file_does_not_follow_is_stale(monkeypatch):
    monkeypatch.setattr(type(Conversation.objects.all()), "category", "family")
    with pytest.raises(CommandError, match="stale"):
        call_command("wall", check=True)


def test_a_file_that_somebody_edited_is_stale_and_the_check_writes_nothing(monkeypatch, tmp_path):
    edited = tmp_path / "policies.sql"
    edited.write_text(command.POLICIES.read_text(encoding="utf-8").replace("= ANY", "= ALL", 1), encoding="utf-8")
    before = edited.read_text(encoding="utf-8")
    monkeypatch.setattr(command, "POLICIES", edited)
    with pytest.raises(CommandError, match="stale"):
        call_command("wall", check=True)
    assert edited.read_text(encoding="utf-8") == before
    call_command("wall", stdout=io.StringIO())
    call_command("wall", check=True)
