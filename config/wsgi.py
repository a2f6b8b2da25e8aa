"""The web server's entrance."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
application = get_wsgi_application()
# Every view is imported and every address built here, once for all workers, and not by a first visitor.
len(get_resolver().reverse_dict)
