"""The sentences of this chapter: parties. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {}
