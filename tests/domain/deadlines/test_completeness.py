"""Every period of the rule packs is watched by a chapter, or it is said why it is not."""

import ast
import inspect
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from services.workflow.domain.dispute import deadlines
from services.workflow.domain.dispute.deadlines import unwatched
from services.workflow.domain.dispute.deadlines.unwatched import UNWATCHED
from services.workflow.domain.legal import LegalRule
from services.workflow.rules.packs import layers


def with_a_period() -> dict[str, LegalRule]:
    """The rules of all packs that have a length."""
    return {rule.id: rule for layer in layers() for rule in layer.rules if rule.length is not None}


def named_in(module: ModuleType) -> set[str]:
    """The texts that stand in a module, its docstrings left out by their blanks."""
    tree = ast.parse(inspect.getsource(module))
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def watched() -> set[str]:
    """Rules that a chapter or a part of one names, and those that stand in the place of one."""
    names = {module.name for module in iter_modules(deadlines.__path__)} - {"unwatched"}
    modules = (import_module(f"{deadlines.__name__}.{name}") for name in names)
    named = set().union(*map(named_in, modules)) - {""}
    return {rule.id for rule in with_a_period().values() if {rule.id, rule.replaces} & named}


def test_every_period_is_watched_or_it_is_said_why_not() -> None:
    missing = set(with_a_period()) - watched() - set(UNWATCHED)
    assert missing == set()


def test_nothing_that_is_watched_or_unknown_is_said_to_be_unwatched() -> None:
    assert set(UNWATCHED) <= set(with_a_period())
    assert set(UNWATCHED) & watched() == set()


def test_every_reason_stands_in_both_languages() -> None:
    assert all(zh and en for zh, en in UNWATCHED.values())
    assert inspect.getdoc(unwatched)
