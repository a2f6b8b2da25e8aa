"""What every template may read of the forum."""


def edition(request):
    """``edition``: the one that the address names, or None."""
    return {"edition": getattr(request, "edition", None)}
