"""Everything of Majlis, and the bare views that it is measured against."""

from benchmarks.floors import urlpatterns as bare
from config.urls import urlpatterns as of_majlis

urlpatterns = [*bare, *of_majlis]
