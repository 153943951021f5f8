"""Whoever saved a feed can prove, without us, that nothing was cut out, changed or moved."""

import json
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from services.cli.main import app
from services.partners.feed.answers import item_text, page_bytes
from services.partners.feed.chain import START, Fault, Item, faults, linked
from services.partners.feed.reading import Page
from services.partners.feed.saved import read_saved


def a_feed(count: int = 9) -> list[Item]:
    """Items at every third position of a log."""
    found: list[Item] = []
    for sequence in range(1, count + 1):
        position, before = 3 * sequence, found[-1] if found else None
        body = msgspec.json.encode({"data": {"案号": f"{sequence:04}号"}, "id": str(position)})
        found.append(
            Item(
                sequence=sequence,
                position=position,
                previous=before.position if before else 0,
                chain=linked(before.chain if before else START, sequence, position, body),
                body=body,
            )
        )
    return found


FEED = a_feed()


def where(items: list[Item]) -> list[tuple[int, str]]:
    return [(fault.sequence, fault.code) for fault in faults(items)]


def test_a_feed_as_it_was_told_is_whole() -> None:
    assert where(FEED) == []
    # A part is taken to rest on its first item.
    assert where(FEED[4:]) == []


def test_an_item_that_was_cut_out_is_missed_where_it_was() -> None:
    assert where([*FEED[:4], *FEED[5:]]) == [(6, "missing")]


def test_a_byte_that_was_changed_is_found_where_it_is() -> None:
    edited = replace(FEED[4], body=FEED[4].body.replace(b"0005", b"0006"))

    assert where([*FEED[:4], edited, *FEED[5:]]) == [(5, "content")]


def test_two_items_that_were_swapped_are_found_where_they_are() -> None:
    swapped = [*FEED[:3], FEED[4], FEED[3], *FEED[5:]]

    assert where(swapped) == [(5, "missing"), (4, "order"), (6, "missing")]


def test_an_item_that_is_there_twice_is_found() -> None:
    assert where([*FEED[:4], FEED[3], *FEED[4:]]) == [(4, "order")]


def test_a_feed_that_was_renumbered_after_a_cut_is_found() -> None:
    renumbered = [
        replace(
            item, sequence=item.sequence - 1, previous=FEED[3].position if n == 0 else item.previous
        )
        for n, item in enumerate(FEED[5:])
    ]

    assert where([*FEED[:4], *renumbered]) == [(5, "content"), *((n, "content") for n in (6, 7, 8))]


def test_the_chain_is_that_of_the_contract() -> None:
    """Changing it breaks every reader's proof: these bytes are fixed."""
    assert linked(START, 1, 7, b"{}").hex() == (
        "9687a48f0bb51f1fada740775c1dee216c8e5e2b27a87f7247a0664ace45a766"
    )


def saved(items: list[Item]) -> str:
    return "\n".join(map(item_text, items))


def verified(tmp_path: Path, text: str, *options: str) -> tuple[int, str]:
    path = tmp_path / "feed.jsonl"
    path.write_text(text, "utf-8")
    result = CliRunner().invoke(app, ["verify-feed", str(path), *options])
    return result.exit_code, result.output


def test_pages_items_and_other_layouts_are_read_alike() -> None:
    page = page_bytes(Page(items=tuple(FEED), complete_to=30), 0)
    laid_out = "\n".join(json.dumps(json.loads(item_text(item))) for item in FEED)

    for text in (page, saved(FEED).encode(), laid_out.encode()):
        assert list(read_saved(text)) == FEED


def test_the_command_tells_whether_a_saved_feed_is_whole(tmp_path: Path) -> None:
    end = FEED[-1].chain.hex()
    assert verified(tmp_path, saved(FEED), "--ends-with", end)[0] == 0
    assert verified(tmp_path, saved(FEED[:-1]), "--ends-with", end)[0] == 1
    code, told = verified(tmp_path, saved([*FEED[:4], *FEED[5:]]))
    assert (code, "第 6 条" in told) == (1, True)


@pytest.mark.parametrize("text", ["not json", '{"sequence": 1}', "[]", '{"items": [{}]}'])
def test_what_is_no_feed_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    code, told = verified(tmp_path, f"{saved(FEED[:1])}\n{text}")

    assert code == 2
    assert "2" in told


def test_a_fault_names_the_item() -> None:
    assert next(faults([FEED[0], FEED[2]])) == Fault(sequence=3, code="missing")
