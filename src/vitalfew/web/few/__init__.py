"""The concentration page in parts: its sentences, its pictures, its figures with their reasons, its table."""
