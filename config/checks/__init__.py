"""The house rules, checked by reading the source: `python -m config.checks` (run by `./dev check`).

A check is a module here with a one-line `REASON`, a function `check(house)` that yields findings and, where needed,
`EXEMPT = {"path", "name" or "path::name": "why"}`. `tests/test_house_rules.py` shows that every check can fail.
"""
