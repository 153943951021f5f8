"""The fast way of reading a body and the thorough one agree, whatever is sent."""

import json
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from services.kit.problem_details import Problem
from services.workflow.http.bodies import BodyReader
from services.workflow.http.entries import ENTRIES
from services.workflow.http.examples import EXAMPLES
from services.workflow.http.field_errors import field_errors
from services.workflow.http.operations import OPERATIONS

BODIES: dict[str, type[msgspec.Struct]] = {
    **{operation.move: operation.wire for operation in OPERATIONS},
    **{entry.id: entry.body for entry in ENTRIES},
}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(2**70), max_value=2**70),
    st.floats(),
    st.text(max_size=30),
    st.just([]),
    st.just({}),
    st.sampled_from(["\0", "\ud800", "0001-01-01", "2026-03-02T09:30:00", " ", "13912345678"]),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a document, its own first."""
    found = [at]
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for name, each in items:
        found += places(each, (*at, name))
    return found


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, str]:
    """An example body with up to three places replaced, removed or added to."""
    name = draw(st.sampled_from(sorted(BODIES)))
    document = json.loads(json.dumps(EXAMPLES[name]))
    for _ in range(draw(st.integers(0, 3))):
        *way, last = draw(st.sampled_from(places(document))) or (None,)
        if last is None:
            document = draw(ODD)
            break
        target = document
        for step in way:
            target = target[step]
        match draw(st.sampled_from(["replace", "remove", "add"])):
            case "replace":
                target[last] = draw(ODD)
            case "remove":
                del target[last]
            case "add" if isinstance(target, dict):
                target[draw(st.text(max_size=8))] = draw(ODD)
    return name, json.dumps(document)


async def refusal(kind: type[msgspec.Struct], raw: bytes) -> Problem | None:
    """How the body is refused; None if it is taken."""
    try:
        await BodyReader(kind).read(raw)
    except Problem as problem:
        return problem
    return None


@given(documents())
async def test_a_body_is_taken_if_and_only_if_nothing_is_wrong_with_it(
    sent: tuple[str, str],
) -> None:
    name, text = sent
    raw = text.encode("utf-8", "surrogatepass")
    problem = await refusal(BODIES[name], raw)

    if problem is None:
        assert field_errors(raw, BODIES[name]) == ()
    else:
        assert problem.kind.slug in {"invalid-body", "malformed-json"}
        assert problem.errors
        assert all(error.zh and error.en for error in problem.errors)
        assert problem.encode("zh")


@given(st.binary(max_size=200))
async def test_bytes_that_mean_nothing_are_refused_in_words(raw: bytes) -> None:
    problem = await refusal(BODIES["confirmation_docketed"], raw)

    assert problem is not None
    assert problem.errors
    assert problem.encode("en")
