"""A scenario as a file: steps by HTTP, each with what is expected; read, filled in, compared."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from services.workflow.application.registry import mediator_id, organisation_id

_REFUSED = 400
_NAME = re.compile(r"\{(\w+)\}")


class InvalidScript(Exception):
    """The file is no scenario; the message says where."""


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the answer must hold: a status, and a part of the body."""

    status: int = 200
    body: dict[str, Any] = {}


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One request: a command with a body, or a read without."""

    zh: str
    en: str = ""
    role: str
    post: str | None = None
    get: str | None = None
    body: dict[str, Any] = {}
    expect: Expected = Expected()
    keep: dict[str, str] = {}
    """Name to the place in the answer that later steps use as {name}."""

    @property
    def method(self) -> str:
        """GET or POST."""
        return "GET" if self.get is not None else "POST"

    @property
    def is_done_once(self) -> bool:
        """Whether it is a command that succeeds, and so is answered the same when sent again."""
        return self.post is not None and self.expect.status < _REFUSED

    @property
    def path(self) -> str:
        """The address, with names to be filled in."""
        return self.get or self.post or ""


class Growing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A figure read before the first step and after the last, and by how much it must have grown."""

    zh: str
    en: str = ""
    role: str
    get: str
    place: str
    by: int


class Script(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scenario."""

    zh: str
    en: str
    bodies: dict[str, str] = {}
    """Name to the code of a body."""
    mediators: dict[str, str] = {}
    """Name to a certificate."""
    step: list[Step]
    figure: Growing | None = None
    timeline: str
    """Where the history is that is told at the end."""

    def names(self) -> dict[str, str]:
        """The ids of bodies and mediators by the names that steps use."""
        return {
            **{name: str(organisation_id(code)) for name, code in self.bodies.items()},
            **{name: str(mediator_id(number)) for name, number in self.mediators.items()},
        }


def read(path: Path) -> Script:
    """Read a scenario. Raises InvalidScript."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Script)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InvalidScript(f"{path}: {error}") from error


def filled(value: Any, names: Mapping[str, str]) -> Any:
    """The value with every {name} in its texts filled in. Raises InvalidScript for an unknown one."""
    match value:
        case str():
            return _NAME.sub(lambda found: _known(found[1], names), value)
        case dict():
            return {name: filled(each, names) for name, each in value.items()}
        case list():
            return [filled(each, names) for each in value]
        case _:
            return value


def differences(expected: Any, found: Any, at: str = "") -> Iterator[str]:
    """Where an answer is not as expected; what is not expected may be anything."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for name, each in expected.items():
            yield from differences(each, found.get(name), f"{at}/{name}")
    elif msgspec.to_builtins(expected) != found:
        yield f"{at or '/'}: 应为 expected {msgspec.to_builtins(expected)!r}, 得到 got {found!r}"


def picked(answer: Any, place: str) -> str:
    """The value at a place such as `agreement/version` of an answer."""
    for step in place.split("/"):
        answer = answer[int(step)] if isinstance(answer, list) else answer[step]
    return str(answer)


def _known(name: str, names: Mapping[str, str]) -> str:
    if name not in names:
        raise InvalidScript(f"{{{name}}} 没有定义 / is not defined")
    return names[name]
