from core.models.status_change import StatusChange

__all__ = ["StatusChange"]
