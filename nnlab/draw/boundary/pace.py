"""How fast one watches: every epoch at first, when the line moves most; later more and more of them from picture to picture."""

from __future__ import annotations

EPOCHS = 500  # from where it begins to where it rests: 47 pictures
SLOW = 10  # epochs from the beginning after which a picture takes one more


class Pace:
    """From epoch `first` on: `next` is the epoch of the next picture, `last` that at which it rests."""

    def __init__(self, first: int) -> None:
        self.first, self.last = first, first + EPOCHS
        self.next = first + 1

    def shown(self, epoch: int) -> None:
        """There is a picture of this epoch; one that comes too early, for epochs are slow, changes nothing."""
        if epoch >= self.next:
            self.next = min(epoch + 1 + (epoch - self.first) // SLOW, self.last)
