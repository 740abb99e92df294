"""HTTP: open, call a service, render or redirect."""
