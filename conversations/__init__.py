"""Professional conversations and their actions."""
