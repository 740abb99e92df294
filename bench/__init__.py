"""Measurements of this product on seeded, fictional data: `./dev bench` (bench/README.md says what each number is)."""
