"""Base45 as RFC 9285 writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import base45

OF_THE_RFC = [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0")]


@pytest.mark.parametrize(("data", "text"), OF_THE_RFC)
def test_examples_of_the_standard(data, text):
    assert base45.encode(data) == text
    assert base45.decode(text) == data


@given(st.binary(max_size=120))
def test_what_is_written_is_read_again(data):
    assert base45.decode(base45.encode(data)) == data


@pytest.mark.parametrize("text", ["A", "BB8A", "GGW", ":::", "::", "bb8", "ÄÖÜ"])
def test_what_nobody_writes_is_refused(text):
    with pytest.raises(ValueError, match="base45"):
        base45.decode(text)


@given(st.text(alphabet=base45.ALPHABET, max_size=30))
def test_a_text_is_read_in_one_way_only(text):
    """What is read is written the same again, so that no two texts are one badge."""
    try:
        data = base45.decode(text)
    except ValueError:
        return
    assert base45.encode(data) == text
