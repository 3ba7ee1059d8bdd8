"""Drives inspections and visits by keys alone: their forms look nothing up while one types."""

from ui.driving_acts import Secretary


class Keeper(Secretary):
    """Of the journal of inspections."""

    def looked(self) -> "Keeper":
        self.settle()
        return self
