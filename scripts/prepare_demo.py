"""Brings the demo's database up to date: schema, the edition's facts, the sample data.

One process for all of it: every start of Django costs a second of the ten that the demo has. `python -m launcher demo`
runs it; run by hand, it does the same to the development database.
"""

import gc
import os
import sys
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command, get_commands

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")


def main() -> None:
    """Each step is idempotent, so that a second demo keeps its data."""
    gc.disable()  # a short life with many model states to render: a tenth faster, for 50 MB
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    if _is_archived():
        print("PMIF25 is archived; its data stays as it is.", flush=True)
        return
    for words in (["load_edition", "pmif25"], ["load_demo"]):
        if words[0] in get_commands():
            call_command(*words)


def _is_archived() -> bool:
    return apps.get_model("forum", "Edition").objects.filter(slug="pmif25", is_archived=True).exists()


if __name__ == "__main__":
    main()
    gc.freeze()  # or it walks all of them once more before it ends
