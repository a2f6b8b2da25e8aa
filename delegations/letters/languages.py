"""What a letter says in its own language whatever its template: its labels, forms of address, dates.

Letters are written in languages that the pages of Majlis are not, so these words stand here and in no catalogue.
"""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import override

from delegations.models import DelegationKind, LetterLanguage

L, K = LetterLanguage, DelegationKind
LOCALES = {L.ENGLISH: "en", L.URDU: "ur", L.ARABIC: "ar", L.CHINESE: "zh-hans"}
DAY = {L.CHINESE: "Y年n月j日"}
MONTH_DAY = {L.CHINESE: "n月j日"}
DIRECTED_LEFT = {L.URDU, L.ARABIC}

LABELS = {
    L.ENGLISH: {"number": "No.", "date": "Date", "code": "Code", "verify": "Verify this letter at"},
    L.URDU: {"number": "نمبر", "date": "تاریخ", "code": "کوڈ", "verify": "اس خط کی تصدیق یہاں کریں"},
    L.ARABIC: {"number": "الرقم", "date": "التاريخ", "code": "الرمز", "verify": "للتحقق من هذه الرسالة"},
    L.CHINESE: {"number": "编号", "date": "日期", "code": "验证码", "verify": "查验本函"},
}
OFFICIAL = {K.HOST, K.STATE, K.INSTITUTION}
"""Kinds of delegations that are addressed as a government is; the others as a house of business."""
SALUTATIONS = {
    L.ENGLISH: ("Excellency,", "Dear Sir or Madam,"),
    L.URDU: ("عزت مآب،", "محترم جناب / محترمہ،"),
    L.ARABIC: ("صاحب السعادة،", "السيد / السيدة المحترم/ة،"),
    L.CHINESE: ("阁下:", "尊敬的先生/女士:"),
}
HEADS = {
    L.ENGLISH: {K.COMPANY: "The Chief Executive", K.MEDIA: "The Editor", K.INSTITUTION: "The Head"},
    L.URDU: {K.COMPANY: "چیف ایگزیکٹو", K.MEDIA: "مدیر", K.INSTITUTION: "سربراہ"},
    L.ARABIC: {K.COMPANY: "الرئيس التنفيذي", K.MEDIA: "رئيس التحرير", K.INSTITUTION: "الرئيس"},
    L.CHINESE: {K.COMPANY: "首席执行官", K.MEDIA: "主编", K.INSTITUTION: "负责人"},
}
HEAD_OF_MISSION = {
    L.ENGLISH: "The Head of Mission",
    L.URDU: "سربراہِ مشن",
    L.ARABIC: "رئيس البعثة",
    L.CHINESE: "代表团团长",
}


def salutation(language: str, kind: str) -> str:
    official, other = SALUTATIONS[L(language)]
    return official if kind in OFFICIAL else other


def head_of(language: str, kind: str) -> str:
    """Whom a letter to a delegation is for, where nobody is named as its head."""
    return HEADS[L(language)].get(K(kind), HEAD_OF_MISSION[L(language)])


def day(language: str, on: dt.date) -> str:
    return _written(language, on, DAY.get(L(language), "j F Y"))


def days(language: str, first: dt.date, last: dt.date) -> str:
    """From one day to another, in one month or two."""
    if first == last:
        return day(language, last)
    if L(language) == L.CHINESE:
        return f"{day(language, first)}至{_written(language, last, MONTH_DAY[L.CHINESE])}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(language, last)}"
    short = "j F" if first.year == last.year else "j F Y"
    return f"{_written(language, first, short)} – {day(language, last)}"


def spoken(language: str):
    """A block in which Django's names of countries and months are in the letter's language, where it knows them."""
    return override(LOCALES[L(language)])


def _written(language, on, form):
    with spoken(language):
        return date_format(on, form)
