from delegations.models.delegate import Delegate, DelegateCategory, DelegateStatus
from delegations.models.delegation import Delegation, DelegationKind, DelegationStatus, FocalPoint

__all__ = [
    "Delegate",
    "DelegateCategory",
    "DelegateStatus",
    "Delegation",
    "DelegationKind",
    "DelegationStatus",
    "FocalPoint",
]
