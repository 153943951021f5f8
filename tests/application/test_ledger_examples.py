"""The ledgers that are shipped: made anew they are the same, and they are taken over as they say."""

import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.cli import roster
from services.workflow.application.ledger.faults import Severity
from services.workflow.application.ledger.sheets import Workbook
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.organisation import OrganisationKind
from services.workflow.integrations import spreadsheet
from services.workflow.rules.regions import regions
from services.workflow.storage.directory import PostgresDirectory
from tests.support.database import Databases
from tests.support.ledgers import Ledgers, cells, counted, ledgers_on

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
MAKERS = {
    "make_example_ledger.py": ("shuimogou-2018-2020.xlsx",),
    "make_s10_ledger.py": ("s10.csv", "s10.xlsx"),
    "make_yuyao_ledger.py": ("yuyao-2025.xlsx",),
    "make_bad_ledger.py": ("bad-ledger.csv", "bad-ledger.xlsx"),
}
REFUSED = {
    ("D4", "date.impossible"),
    ("D5", "in_the_future"),
    ("B6", "unknown_organisation"),
    ("G7", "resident_id.check"),
    ("K8", "formula"),
    ("F9", "formula"),
    ("P11", "before_registration"),
    ("P12", "result_without_day"),
    ("C13", "unknown_region"),
    ("K14", "amount.below_fen"),
    ("S15", "reference_circle"),
    ("S16", "reference_circle"),
    ("S17", "reference_unknown"),
    ("S18", "reference_chain"),
    ("A20", "companion_refused"),
    ("H21", "phone.unreadable"),
    ("I22", "rows_differ"),
    ("A23", "companion_refused"),
    ("25", "missing"),
    ("J26", "ledger.not_in_list"),
    ("M29", "direct_but_mediated"),
    ("I30", "required"),
    ("X31", "result_without_day"),
    ("AC33", "missing"),
    ("AD34", "filing_without_day"),
    ("T35", "accepted_and_not_accepted"),
    ("AG36", "ledger.not_in_list"),
    ("AJ37", "filing_without_day"),
    ("T38", "out_of_order"),
    ("T39", "suit_without_arbitration"),
    ("AM40", "result_without_day"),
}
"""What is wrong in both forms of the faulty ledger, cell by cell."""
ONLY_IN_A_WORKBOOK = {
    ("K10", "formula"),
    ("B43", "merged"),
    ("G44", "number.lost_digits"),
}
POINTED_OUT = {
    ("U2", "unknown_column"),
    ("V2", "notes_not_taken_over"),
    ("C24", "region_too_wide"),
    ("X32", "confirmation_on_assumed"),
    ("Y32", "ground_not_coded"),
}
GOOD = {"BAD-1", "BAD-17", "BAD-20", "BAD-23", "BAD-24", "BAD-27", "BAD-32"}


DISTRICT = roster.read(EXAMPLES / "organisations-shuimogou.toml")
YUYAO = roster.read(EXAMPLES / "organisations-yuyao.toml")
FOUR_CENTRES = roster.read(EXAMPLES / "organisations-s10.toml")


@pytest.fixture
async def district(databases: Databases, tmp_path: Path) -> AsyncIterator[Ledgers]:
    async with ledgers_on(databases, tmp_path, DISTRICT) as opened:
        yield opened


@pytest.fixture
async def four_centres(databases: Databases, tmp_path: Path) -> AsyncIterator[Ledgers]:
    async with ledgers_on(databases, tmp_path, FOUR_CENTRES) as opened:
        yield opened


def example(name: str) -> Workbook:
    return spreadsheet.read(EXAMPLES / name)


@pytest.mark.parametrize("maker", MAKERS)
def test_a_shipped_ledger_made_anew_is_the_same(maker: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools" / maker, tmp_path], check=True)

    for name in MAKERS[maker]:
        made, shipped = spreadsheet.read(tmp_path / name), example(name)
        assert made.sheets == shipped.sheets


def test_a_shipped_roster_made_anew_is_the_same(tmp_path: Path) -> None:
    maker = ROOT / "tools" / "make_yuyao_ledger.py"
    subprocess.run([sys.executable, maker, tmp_path], check=True)

    made = tmp_path / "organisations-yuyao.toml"
    assert made.read_text("utf-8") == (EXAMPLES / made.name).read_text("utf-8")


async def test_the_district_has_its_fourteen_centres_and_every_township_one_of_them(
    databases: Databases, district: Ledgers
) -> None:
    on_file = await PostgresDirectory(databases.app).organisations()
    centres = [o for o in on_file if o.code.startswith("SMG-") and o.areas]
    areas = [region for centre in centres for region in centre.area(DISTRICT.area_from)]
    assert len(centres) == 14
    assert {centre.kind for centre in centres} == {OrganisationKind.MEDIATION_CENTRE}
    assert sorted(areas) == sorted(regions().children("650105"))
    assert all(centre.is_article_10(DISTRICT.area_from) for centre in centres)


async def test_a_roster_again_adds_nothing(district: Ledgers) -> None:
    head = await district.head()

    await roster.enter(DISTRICT, district.service.registry)

    assert await district.head() == head


async def test_the_ledger_of_the_district_is_taken_over_whole_and_marked_as_sample_data(
    district: Ledgers,
) -> None:
    report = await district.take_file(example("shuimogou-2018-2020.xlsx"))

    assert report.is_clean
    assert report.is_sample
    assert report.counts.added == report.counts.disputes > 2_000
    assert {fault.code for fault in report.of(Severity.WARNING)} == {"region_too_wide"}
    assert report.counts.merged > 10


async def test_the_second_example_is_taken_over_whole_and_again_adds_nothing(
    databases: Databases, tmp_path: Path
) -> None:
    async with ledgers_on(databases, tmp_path, YUYAO) as yuyao:
        report = await yuyao.take_file(example("yuyao-2025.xlsx"))
        again = await yuyao.take_file(example("yuyao-2025.xlsx"))

    assert report.is_clean
    assert report.is_sample
    assert report.counts.rows > 3_000
    assert {fault.code for fault in report.of(Severity.WARNING)} <= {
        "region_too_wide",
        "suit_ground_doubtful",
        "nothing_was_asked_for",
        # 浙江条例 37(4): a mixed award is not final, so that there is nothing to set aside.
        "set_aside_by_employer_of_final",
    }
    assert again.counts.unchanged == report.counts.added == report.counts.disputes


@pytest.mark.parametrize("name", ["s10.csv", "s10.xlsx"])
async def test_the_four_centres_have_the_disputes_that_are_counted_by_hand(
    four_centres: Ledgers, name: str
) -> None:
    report = await four_centres.take_file(example(name))

    assert report.is_clean
    assert counted(report)["disputes"] == 25 + 20 + 8 + 14 + 3 + 4 + 0 + 5
    assert report.counts.merged == 1 + 2 + 0 + 1


@pytest.mark.parametrize(
    ("name", "refused"),
    [("bad-ledger.csv", REFUSED | {("K10", "amount.unreadable")}),
     ("bad-ledger.xlsx", REFUSED | ONLY_IN_A_WORKBOOK)],
)  # fmt: skip
async def test_a_faulty_ledger_is_reported_at_its_cells_and_loses_nothing(
    district: Ledgers, name: str, refused: set[tuple[str, str]]
) -> None:
    file = example(name)

    report = await district.take_file(file)

    good = GOOD | ({"BAD-28"} if name.endswith("xlsx") else set())
    assert cells(report.of(Severity.ERROR)) == refused
    assert cells(fault for fault in report.faults if not fault.is_error) == POINTED_OUT
    for number in good:
        assert (await district.dispute(number, "SMG-HGJ")).state is not State.UNREGISTERED
    assert report.counts.added == len(good)
    assert report.counts.rows == report.counts.rows_refused + len(good)


@pytest.mark.parametrize("name", ["bad-ledger.csv", "bad-ledger.xlsx"])
async def test_a_faulty_ledger_again_changes_nothing(district: Ledgers, name: str) -> None:
    first = await district.take_file(example(name))
    head = await district.head()

    again = await district.take_file(example(name))

    assert await district.head() == head
    assert again.counts.unchanged == first.counts.added
    assert again.faults == first.faults


async def test_rows_in_another_encoding_are_reported_and_the_others_taken_over(
    district: Ledgers,
) -> None:
    contents = (EXAMPLES / "bad-ledger.csv").read_bytes()
    head, good = contents.splitlines(keepends=True)[:2], contents.splitlines(keepends=True)[2]
    other = good.decode("gb18030").replace("BAD-1,", "BAD-2,").encode("utf-8")

    file = spreadsheet.read_bytes(b"".join([*head, good, other]), "混.csv")
    report = await district.take_file(file)

    assert cells(report.of(Severity.ERROR)) == {("4", "mixed_encoding")}
    assert report.counts.added == 1
