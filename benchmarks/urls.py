"""Everything of Majlis, and the bare views that it is measured against."""

import os

from benchmarks.floors import urlpatterns as bare
from config.urls import urlpatterns as of_majlis
from delegations import phases
from delegations.models import Delegation

urlpatterns = [*bare, *of_majlis]

if "BENCH_UNLOCKED" in os.environ:
    # A delegation's row is read and not held: only here, to see that the rush for the last places then goes wrong.
    phases.locked = lambda one: Delegation.objects.select_related("edition__registration_terms").get(pk=one.pk)
