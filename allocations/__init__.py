"""Monthly locality allocation meetings."""
