"""The evidence log: what was done, kept so that it cannot be altered unseen (docs/decisions/0009-the-evidence-log.md).

PostgreSQL writes it, not the application. It holds keys, names of columns and salted digests, never content.
"""
