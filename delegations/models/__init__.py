from delegations.models.application import Application, ApplicationKind, ApplicationStatus
from delegations.models.badge import Badge, BadgeKey, BadgeKind, BadgePrint, BadgeRevocation, BadgeStatus, Receipt
from delegations.models.category import CategoryTerms, ClearanceMode, DelegateCategory, Need, Zone
from delegations.models.clearance import (
    Agency,
    AgencyMember,
    Clearance,
    ClearanceFile,
    ClearanceOverride,
    ClearanceStatus,
    GrantedFact,
)
from delegations.models.delegate import Delegate, DelegateStatus
from delegations.models.delegation import Delegation, DelegationKind, DelegationStatus, FocalPoint
from delegations.models.details import (
    Attachment,
    AttachmentKind,
    DelegateDetails,
    DocumentKind,
    IdentityDocument,
    SecretReading,
)
from delegations.models.erasure_request import ErasureRequest, ErasureStatus, KeepingGround, PersonFacts
from delegations.models.gate import Checkpoint, Device, Direction, Lookup, Presence, Scan, ScanResult
from delegations.models.group_code import GroupCode, GroupCodeUse
from delegations.models.guest_list import (
    GuestList,
    GuestListAcknowledgment,
    GuestListAmendment,
    GuestListEntry,
    GuestListVersion,
)
from delegations.models.late import LateChange, LateKind, LateStatus
from delegations.models.layout import BadgeLayout
from delegations.models.letter import (
    Letter,
    LetterHead,
    LetterKind,
    LetterLanguage,
    LetterStatus,
    LetterTemplate,
    LetterTerms,
    VisaFrom,
)
from delegations.models.print_job import PrintJob, PrintJobStatus
from delegations.models.question import Answer, Question, QuestionKind
from delegations.models.quota import CategoryQuota
from delegations.models.retention import Erasure, FactGroup, RetentionRule
from delegations.models.terms import RegistrationTerms
from delegations.models.upload import ListUpload
from delegations.models.waiting import WaitingEntry, WaitingStatus

__all__ = [
    "Agency",
    "AgencyMember",
    "Answer",
    "Application",
    "ApplicationKind",
    "ApplicationStatus",
    "Attachment",
    "AttachmentKind",
    "Badge",
    "BadgeKey",
    "BadgeKind",
    "BadgeLayout",
    "BadgePrint",
    "BadgeRevocation",
    "BadgeStatus",
    "CategoryQuota",
    "CategoryTerms",
    "Checkpoint",
    "Clearance",
    "ClearanceFile",
    "ClearanceMode",
    "ClearanceOverride",
    "ClearanceStatus",
    "Delegate",
    "DelegateCategory",
    "DelegateDetails",
    "DelegateStatus",
    "Delegation",
    "DelegationKind",
    "DelegationStatus",
    "Device",
    "Direction",
    "DocumentKind",
    "Erasure",
    "ErasureRequest",
    "ErasureStatus",
    "FactGroup",
    "FocalPoint",
    "GrantedFact",
    "GroupCode",
    "GroupCodeUse",
    "GuestList",
    "GuestListAcknowledgment",
    "GuestListAmendment",
    "GuestListEntry",
    "GuestListVersion",
    "IdentityDocument",
    "KeepingGround",
    "LateChange",
    "LateKind",
    "LateStatus",
    "Letter",
    "LetterHead",
    "LetterKind",
    "LetterLanguage",
    "LetterStatus",
    "LetterTemplate",
    "LetterTerms",
    "ListUpload",
    "Lookup",
    "Need",
    "PersonFacts",
    "Presence",
    "PrintJob",
    "PrintJobStatus",
    "Question",
    "QuestionKind",
    "Receipt",
    "RegistrationTerms",
    "RetentionRule",
    "Scan",
    "ScanResult",
    "SecretReading",
    "VisaFrom",
    "WaitingEntry",
    "WaitingStatus",
    "Zone",
]
