"""Terms of requests as a secretariat might set them. The sample meetings were asked for before these were written."""

from delegations.models import DelegationKind
from forum.models import Edition
from scheduling.models import AnsweredBy, AskingRule, MeetingLevel, RequestTerms

TERMS = {
    "": {"most_pending": 5, "most_agreed": 12, "answer_hours": 72, "lengths": [20, 30, 45, 60]},
    MeetingLevel.CALL: {
        "answered_by": AnsweredBy.DESK,
        "needs_clearing": True,
        "most_pending": 2,
        "most_agreed": 4,
        "answer_hours": 120,
        "lengths": [20, 30],
    },
    MeetingLevel.B2B: {
        "most_pending": 10,
        "most_agreed": 20,
        "answer_hours": 48,
        "lengths": [20, 30],
        "excludes_same_organisation": True,
        "excludes_met_before": True,
    },
}
RULES = [
    {
        "place": 10,
        "level": MeetingLevel.CALL,
        "guest_kind": DelegationKind.COMPANY,
        "reason": "A company does not call on a dignitary. Ask the ministry for a meeting of business and government.",
        "native_reason": "کمپنی کسی اعلیٰ شخصیت سے رسمی ملاقات نہیں مانگتی۔ وزارت سے کاروبار و حکومت کی ملاقات مانگیے۔",
    },
    {
        "place": 20,
        "guest_kind": DelegationKind.MEDIA,
        "reason": "Media houses ask the press desk for interviews; bilateral meetings are not arranged for them.",
        "native_reason": "ذرائع ابلاغ انٹرویو کے لیے شعبۂ صحافت سے رجوع کریں؛ دو طرفہ ملاقاتیں طے نہیں ہوتیں۔",
    },
]


def load(edition: Edition) -> int:
    """Write the sample terms where the edition has none; gives how many rows."""
    if RequestTerms.objects.filter(edition=edition).exists() or AskingRule.objects.filter(edition=edition).exists():
        return 0
    terms = [RequestTerms(edition=edition, level=level, **facts) for level, facts in TERMS.items()]
    RequestTerms.objects.bulk_create(terms)
    AskingRule.objects.bulk_create(AskingRule(edition=edition, **facts) for facts in RULES)
    return len(TERMS) + len(RULES)
