"""Interruptions in words: what they show, what shows them, what they teach."""
