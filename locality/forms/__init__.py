"""Forms: they turn answers into clean values and save nothing."""
