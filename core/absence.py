"""A server that does not answer is waited for once, and not by everybody who comes after."""

import time


class Absence:
    """For ``seconds`` after ``begin``, in this process, the server counts as away and need not be asked."""

    def __init__(self, seconds: float):
        self._seconds = seconds
        self._until = 0.0

    @property
    def lasts(self) -> bool:
        return time.monotonic() < self._until

    def begin(self) -> None:
        self._until = time.monotonic() + self._seconds
