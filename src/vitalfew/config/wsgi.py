"""The web server's entrance."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitalfew.config.settings")
application = get_wsgi_application()
# What was loaded stays: the collector need not look through it again and again. A page makes some ten thousand things
# and drops them all at its end, so that it need not look during each one either.
gc.freeze()
gc.set_threshold(50_000, 20, 20)
