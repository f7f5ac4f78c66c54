"""Migrations run on the connection they are handed, and only so."""

import pytest
from alembic import command
from alembic.config import Config

from studio.store import database as opened


def test_without_a_connection_it_does_nothing() -> None:
    config = Config()
    config.set_main_option("script_location", str(opened.MIGRATIONS))
    config.attributes["connection"] = "none"
    with pytest.raises(TypeError, match="needs a connection"):
        command.upgrade(config, "head")
