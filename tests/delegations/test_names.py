"""Which names may be one person's."""

import pytest

from delegations import names

SAME = """
    Muhammad Yousuf Khan | Mohammed Yusuf Khan
    Md. Rafiq Hussain | Mohammad Rafique Husain
    Khan Muhammad Yousuf | Muhammad Yousuf KHAN
    Şükrü Öztürk | Sukru Ozturk
    Dr. Aleksandr Petrov | Alexander Petrov
    Fatima Al-Zahra | Fatimah Al Zahra
    Zhang Weiming | Weiming ZHANG
"""
OTHERS = """
    Ayesha Malik | Asif Mahmood
    Sample Envoy One | Sample Clerk Two
    Imran Ahmed | Kamran Akbar
    Li Wei | Wang Fang
"""


def pairs(table):
    return [[name.strip() for name in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("one", "other"), pairs(SAME))
def test_spellings_of_one_name_are_near(one, other):
    assert names.is_near(one, other)
    assert names.is_near(other, one)


@pytest.mark.parametrize(("one", "other"), pairs(OTHERS))
def test_other_names_are_not(one, other):
    assert not names.is_near(one, other)


def test_nothing_is_near_to_no_name():
    assert not names.is_near("", "")
    assert not names.is_near("Dr.", "Mr")
