"""Chinese first, English for who prefers it."""

import pytest

from services.kit.language import preferred


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "zh"),
        ("zh-CN", "zh"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en;q=0.3, zh;q=0.9", "zh"),
        ("zh;q=0.1, EN-us", "en"),
        ("fr, de", "zh"),
        ("fr, en;q=0.1", "en"),
        ("en;q=0", "zh"),
        ("en;q=much", "zh"),
        ("*", "zh"),
    ],
)
def test_the_language_of_an_answer(header: str, language: str) -> None:
    assert preferred(header) == language
