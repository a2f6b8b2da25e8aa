"""The web server's entrance."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
application = get_wsgi_application()
reverse("home")  # every view is imported and every address built here, once for all workers, not by a first visitor
