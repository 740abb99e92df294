"""The foundation: partners, practitioners, people, families, who sees what, history, the framework agreement."""
