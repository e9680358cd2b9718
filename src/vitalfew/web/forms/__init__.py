"""The forms of the pages: they validate and render, and write nothing."""
