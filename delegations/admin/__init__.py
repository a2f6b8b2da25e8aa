from delegations.admin.delegates import DelegateAdmin
from delegations.admin.delegations import DelegationAdmin
from delegations.admin.terms import RegistrationTermsAdmin

__all__ = ["DelegateAdmin", "DelegationAdmin", "RegistrationTermsAdmin"]
