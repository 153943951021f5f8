"""The events of this chapter in words: parties."""

MOST_PAYMENTS_NAMED = 6
