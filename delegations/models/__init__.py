from delegations.models.delegate import Delegate, DelegateCategory, DelegateStatus
from delegations.models.delegation import Delegation, DelegationKind, DelegationStatus, FocalPoint
from delegations.models.terms import RegistrationTerms

__all__ = [
    "Delegate",
    "DelegateCategory",
    "DelegateStatus",
    "Delegation",
    "DelegationKind",
    "DelegationStatus",
    "FocalPoint",
    "RegistrationTerms",
]
