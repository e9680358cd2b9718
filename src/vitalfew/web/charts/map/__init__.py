"""The pictures of who knows whom: frozen rows in, SVG out; no question is asked and nothing is counted here."""
