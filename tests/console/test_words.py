"""Every message of the pages has its English, and no English is left over."""

import ast
from collections.abc import Iterator

import pytest

from services.console.language import english
from services.console.rendering import environment
from tests.architecture.sources import ROOT, python_files, syntax_of

CONSOLE = ROOT / "services/console"


def messages_of_templates() -> set[str]:
    made = environment("zh")
    found = set()
    for path in (CONSOLE / "templates").glob("*.html"):
        for _, _, message in made.extract_translations(path.read_text("utf-8")):  # type: ignore[attr-defined]
            found.add(message if isinstance(message, str) else message[0])
    return found


def messages_of_code() -> set[str]:
    return {
        message for path in python_files("services/console") for message in _marked(syntax_of(path))
    }


def test_every_message_has_its_english_and_no_english_is_left_over() -> None:
    assert messages_of_templates() | messages_of_code() == set(english())


def test_the_english_fills_in_what_the_chinese_fills_in() -> None:
    for message, translation in english().items():
        assert _blanks(message) == _blanks(translation), message


def test_an_untranslated_message_is_a_fault() -> None:
    template = environment("en").from_string("{{ _('没有译文') }}")

    with pytest.raises(KeyError):
        template.render()


def _marked(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str() as message), *_]):
                yield message


def _blanks(text: str) -> set[str]:
    return {piece.split(")")[0] for piece in text.split("%(")[1:]}
