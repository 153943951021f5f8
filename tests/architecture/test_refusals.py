"""Every refusal that a decision can give is provoked by a test of the domain, by its code."""

import ast

from services.workflow.domain.reasons import REASONS
from tests.architecture.sources import python_files, syntax_of


def codes_in(*folders: str) -> set[str]:
    """The codes of refusals that stand as literals in the files of these folders."""
    literals = {
        node.value
        for path in python_files(*folders)
        for node in ast.walk(syntax_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return literals & set(REASONS)


def test_every_refusal_of_a_decision_is_provoked_by_a_test_of_the_domain() -> None:
    given = codes_in(
        "services/workflow/domain/dispute/stages", "services/workflow/domain/dispute/guards"
    )

    assert given - codes_in("tests/domain") == set()
    assert len(given) > len(REASONS) / 2
