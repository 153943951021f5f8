"""The region data set: it is what its source file says, nests rightly and loads fast."""

import hashlib
import json
import time
from datetime import date
from pathlib import Path

import pytest

from services.workflow.domain.values.region import PROVINCES, RegionCode
from services.workflow.rules import regions as module
from services.workflow.rules.regions import Regions, regions

FOLDER = Path(module.__file__).with_name("regions")


def test_the_data_set_is_the_file_its_source_names() -> None:
    source = json.loads((FOLDER / "source.json").read_text("utf-8"))
    data = (FOLDER / "regions.csv").read_bytes()

    assert hashlib.sha256(data).hexdigest() == source["sha256"]
    assert data.count(b"\n") == source["rows"] + 1
    assert len(data) < 1_500_000


def test_every_code_is_a_region_code_and_stands_once_in_order() -> None:
    _, *rows = (FOLDER / "regions.csv").read_text("utf-8").splitlines()
    codes = [row.split(",")[0] for row in rows]

    assert codes == sorted(set(codes))
    assert all(RegionCode(code) == code for code in codes)


def test_the_provinces_are_those_that_region_codes_may_begin_with() -> None:
    assert {code[:2] for code in regions().provinces()} == PROVINCES


def test_it_loads_in_less_than_150_milliseconds_of_work() -> None:
    durations = []
    for _ in range(3):
        start = time.process_time()
        Regions.load()
        durations.append(time.process_time() - start)

    assert min(durations) < 0.15


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("650000", ("新疆维吾尔自治区",)),
        ("650105", ("新疆维吾尔自治区", "乌鲁木齐市", "水磨沟区")),
        ("650105001", ("新疆维吾尔自治区", "乌鲁木齐市", "水磨沟区", "七纺街道")),
        ("650105001002", ("新疆维吾尔自治区", "乌鲁木齐市", "水磨沟区", "七纺街道")),
        ("330281201", ("浙江省", "宁波市", "余姚市", "鹿亭乡")),
        ("110101", ("北京市", "东城区")),
        ("441900003", ("广东省", "东莞市", "东城街道")),
        ("429004", ("湖北省", "仙桃市")),
        ("650105099", ("新疆维吾尔自治区", "乌鲁木齐市", "水磨沟区")),
        ("810000", ("香港特别行政区",)),
        ("999999", ()),
    ],
)
def test_a_region_has_a_path_from_its_province(code: str, path: tuple[str, ...]) -> None:
    assert regions().path(code) == path


def test_a_region_is_known_by_name_and_a_village_by_its_township() -> None:
    assert regions().name("440203") == "武江区"
    assert regions().name("650105001002") == "七纺街道"
    assert regions().exists("650105001002")
    assert regions().name("650105099") is None
    assert not regions().exists("650105099")
    assert not regions().exists("350527000")


def test_children_are_one_level_below() -> None:
    known = regions()

    assert len(known.children("650105")) == 15
    assert "650105" in known.children("650100")
    assert "650100" in known.children("650000")
    assert "650105" not in known.children("650000")
    assert known.children("650105001") == ()


def test_a_province_without_cities_has_its_counties_as_children() -> None:
    assert regions().children("110000")[:2] == ("110101", "110102")
    assert "429004" in regions().children("420000")
    assert "420100" in regions().children("420000")
    assert "441900003" in regions().children("441900")


def test_every_region_but_a_province_is_the_child_of_one() -> None:
    known = regions()
    reached, waiting = set[str](), list(known.provinces())
    while waiting:
        code = waiting.pop()
        reached.add(code)
        waiting += known.children(code)
    _, *rows = (FOLDER / "regions.csv").read_text("utf-8").splitlines()
    groups = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")

    missed = {row for row in rows if row.split(",")[0] not in reached}
    assert {row.split(",")[1] for row in missed} == set(groups)


def test_a_region_holds_from_its_first_day_to_its_last() -> None:
    known = regions()

    assert known.exists("330113")
    assert known.exists("330113", date(2021, 4, 9))
    assert not known.exists("330113", date(2021, 4, 8))
    assert known.exists("330103", date(2021, 4, 8))
    assert not known.exists("330103", date(2021, 4, 9))
    assert known.exists("650105", date(2018, 1, 1))


def test_an_operator_s_table_adds_a_region(tmp_path: Path) -> None:
    table = tmp_path / "changes.csv"
    table.write_text(
        "code,name,valid_from,valid_to,note\n650105017,新设街道,2026-01-01,,新设\n", "utf-8"
    )
    known = Regions.load(table)

    assert known.path("650105017")[-1] == "新设街道"
    assert known.children("650105")[-1] == "650105017"
    assert not known.exists("650105017", date(2025, 12, 31))
