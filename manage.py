#!/usr/bin/env python
"""Django's command line, with the embedded servers started when no other database is named."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    from config import database

    database.ensure()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
