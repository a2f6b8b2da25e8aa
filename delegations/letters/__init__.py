"""Letters: their words and the facts in them, how they are set on paper, and the code that anyone checks one by."""
