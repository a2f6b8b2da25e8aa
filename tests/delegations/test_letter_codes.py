"""The code on a letter: typed by hand from paper, and no typing error passes for another code."""

import pytest

from delegations.letters import codes


def test_code_is_read_however_it_is_typed():
    made = codes.new()
    assert codes.read(made) == codes.read(codes.grouped(made).lower()) == codes.read(f" {made} ") == made
    assert codes.read("0000-0000-0011") == "000000000011"


def test_letters_that_are_misread_are_taken_for_what_they_look_like():
    made = next(code for code in iter(codes.new, None) if "0" in code and "1" in code)
    assert codes.read(made.replace("0", "O").replace("1", "l")) == made
    assert codes.read(made.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))) == made


def test_any_one_wrong_sign_and_any_two_neighbours_that_changed_places_are_found():
    made = codes.new()
    for place in range(len(made)):
        for other in set(codes.ALPHABET) - {made[place]}:
            assert codes.read(made[:place] + other + made[place + 1 :]) == ""
        if place and made[place - 1] != made[place]:
            assert codes.read(made[: place - 1] + made[place] + made[place - 1] + made[place + 1 :]) == ""


@pytest.mark.parametrize("text", ["", "-", "0", "0000-0000-000", "0000-0000-0000-0", "UUUU-UUUU-UUUU", "نمونہ"])
def test_what_is_no_code_is_none(text):
    assert codes.read(text) == ""


def test_codes_are_drawn_from_all_the_alphabet():
    drawn = [codes.new() for _unused in range(300)]
    assert len(set(drawn)) == 300
    assert {len(code) for code in drawn} == {12}
    assert set("".join(drawn)) == set(codes.ALPHABET)
