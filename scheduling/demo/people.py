"""The sample delegations and who is in them. Northland is no state: XN is a code that ISO 3166 leaves to its users."""

from dataclasses import dataclass

from delegations.models import DelegateCategory, DelegateStatus, DelegationKind

HEAD, DELEGATE, MEDIA = DelegateCategory.HEAD_OF_DELEGATION, DelegateCategory.DELEGATE, DelegateCategory.MEDIA
S = DelegateStatus


@dataclass(frozen=True)
class Somebody:
    """A sample person and how far the accreditation has come; ``code`` ends the row's external id."""

    code: str
    name: str
    native_name: str
    position: str
    status: str = S.APPROVED
    category: str = DELEGATE
    email: str = ""
    question: str = ""

    @property
    def external_id(self) -> str:
        return f"SAMPLE-{self.code}"


@dataclass(frozen=True)
class Company:
    """A sample delegation and where its people work; ``focal_point``: the box at majlis.example of who answers."""

    code: str
    name: str
    native_name: str
    kind: str
    country: str
    quota: int
    people: tuple[Somebody, ...]
    organisation: str
    focal_point: str = ""

    @property
    def external_id(self) -> str:
        return f"SAMPLE-{self.code}"


NORTHLAND = Company(
    "NORTHLAND",
    "Sample Delegation of Northland",
    "نمونہ وفد شمالستان",
    DelegationKind.STATE,
    "XN",
    10,
    (
        Somebody(
            "N1",
            "Sample Delegate 1",
            "نمونہ مندوب ۱",
            "Minister of Mines",
            category=HEAD,
            email="delegate@majlis.example",
        ),
        Somebody("N2", "Sample Delegate 2", "نمونہ مندوب ۲", "Director of Geology", email="geology@northland.example"),
        Somebody("N3", "Sample Delegate 3", "نمونہ مندوب ۳", "Trade Counsellor"),
        Somebody("N4", "Sample Delegate 4", "نمونہ مندوب ۴", "Head of Licensing", S.IN_REVIEW),
        Somebody(
            "N5",
            "Sample Delegate 5",
            "نمونہ مندوب ۵",
            "Mining Engineer",
            S.INFO_NEEDED,
            question="Please write the family name as it stands in the passport.",
        ),
        Somebody("N6", "Sample Delegate 6", "نمونہ مندوب ۶", "Interpreter", S.SUBMITTED),
        Somebody("N7", "Sample Delegate 7", "نمونہ مندوب ۷", "Reporter", S.DRAFT, MEDIA),
    ),
    organisation="Sample Government of Northland",
    focal_point="focal.point",
)
MINISTRY = Company(
    "MINISTRY",
    "Sample Host Ministry",
    "نمونہ وزارت",
    DelegationKind.HOST,
    "PK",
    20,
    (
        Somebody("H1", "Sample Minister", "نمونہ وزیر", "Minister", category=HEAD, email="minister@ministry.example"),
        Somebody("H2", "Sample Secretary", "نمونہ سیکریٹری", "Secretary", email="secretary@ministry.example"),
        Somebody("H3", "Sample Director", "نمونہ ڈائریکٹر", "Director for Minerals"),
    ),
    organisation="Sample Host Ministry",
)
MINING = Company(
    "MINING",
    "Sample Mining Company",
    "نمونہ کان کنی کمپنی",
    DelegationKind.COMPANY,
    "XN",
    4,
    (
        Somebody("C1", "Sample Chairwoman", "نمونہ چیئرپرسن", "Chairwoman", category=HEAD),
        Somebody("C2", "Sample Geologist", "نمونہ ماہر ارضیات", "Chief Geologist"),
    ),
    organisation="Sample Mining Company",
)
PRESS = Company(
    "PRESS",
    "Sample Media House",
    "نمونہ ابلاغی ادارہ",
    DelegationKind.MEDIA,
    "XN",
    6,
    (
        Somebody("P1", "Sample Editor", "نمونہ مدیر", "Editor", S.SUBMITTED, MEDIA),
        Somebody("P2", "Sample Correspondent", "نمونہ نامہ نگار", "Correspondent", S.SUBMITTED, MEDIA),
        Somebody("P3", "Sample Camera Operator", "نمونہ کیمرہ مین", "Camera operator", S.SUBMITTED, MEDIA),
    ),
    organisation="Sample Media House",
    focal_point="press.focal.point",
)
ALL = (NORTHLAND, MINISTRY, MINING, PRESS)
