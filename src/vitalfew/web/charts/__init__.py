"""Our own pictures: figures in, places in a drawing out, as frozen dataclasses that templates turn into SVG.

The browser knows how wide a picture is, we do not: x is a part of the width (per cent for words and dots, 0..1000 for
paths in a stretched plot), y is in pixels. So words stay 12 px and lines 2 px at every width.
"""
