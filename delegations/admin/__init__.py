from delegations.admin.agencies import AgencyAdmin
from delegations.admin.applications import ApplicationAdmin
from delegations.admin.badge_keys import BadgeKeyAdmin
from delegations.admin.badges import BadgeAdmin, BadgePrintAdmin
from delegations.admin.clearances import ClearanceAdmin
from delegations.admin.delegates import DelegateAdmin
from delegations.admin.delegations import DelegationAdmin
from delegations.admin.erasing import ErasureRequestAdmin, KeepingGroundAdmin
from delegations.admin.gates import CheckpointAdmin, DeviceAdmin, ScanAdmin
from delegations.admin.guest_lists import GuestListAdmin
from delegations.admin.late_changes import LateChangeAdmin
from delegations.admin.layouts import BadgeLayoutAdmin
from delegations.admin.letter_words import LetterTemplateAdmin, LetterTermsAdmin
from delegations.admin.letters import LetterAdmin
from delegations.admin.print_jobs import PrintJobAdmin
from delegations.admin.questions import QuestionAdmin
from delegations.admin.reading import SecretReadingAdmin
from delegations.admin.receipts import ReceiptAdmin
from delegations.admin.retention import ErasureAdmin, RetentionRuleAdmin
from delegations.admin.terms import CategoryTermsAdmin, RegistrationTermsAdmin, ZoneAdmin
from delegations.admin.waiting import WaitingEntryAdmin

__all__ = [
    "AgencyAdmin",
    "ApplicationAdmin",
    "BadgeAdmin",
    "BadgeKeyAdmin",
    "BadgeLayoutAdmin",
    "BadgePrintAdmin",
    "CategoryTermsAdmin",
    "CheckpointAdmin",
    "ClearanceAdmin",
    "DelegateAdmin",
    "DelegationAdmin",
    "DeviceAdmin",
    "ErasureAdmin",
    "ErasureRequestAdmin",
    "GuestListAdmin",
    "KeepingGroundAdmin",
    "LateChangeAdmin",
    "LetterAdmin",
    "LetterTemplateAdmin",
    "LetterTermsAdmin",
    "PrintJobAdmin",
    "QuestionAdmin",
    "ReceiptAdmin",
    "RegistrationTermsAdmin",
    "RetentionRuleAdmin",
    "ScanAdmin",
    "SecretReadingAdmin",
    "WaitingEntryAdmin",
    "ZoneAdmin",
]
