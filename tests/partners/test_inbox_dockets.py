"""Case numbers as courts, commissions and we ourselves write them; no name passes for one."""

import pytest

from services.partners.inbox.dockets import docket, spellings


@pytest.mark.parametrize(
    "text",
    [
        "乌劳人仲案字〔2026〕第34-1号",
        "新劳人仲字[2026]第0034-2号",
        "京海劳人仲字【2026】第12号",
        "乌水劳人仲裁字（2026）第 12 号",
        "（２０２６）新0105民初1号",
        "WLRZ-2026-0034",
        "（2026）新0105诉前调确37号",
        "(2026)新0105民特12号之一",
        "（2026）兵0601执恢3号",
        "（2026）最高法民再5号",
        "水劳人仲案〔2026〕34号裁决书",
        "乌高（新）劳人仲案〔2026〕3号",
        "（2026）新0105引调3号",
        "（2026）粤0104强清1号",
        "水磨沟华光街劳人调〔2026〕0001号",
    ],
)
def test_a_case_number_is_one_however_it_is_written(text: str) -> None:
    form = docket(text)
    assert form is not None
    assert {docket(each) for each in spellings(form)} == {form}


@pytest.mark.parametrize(
    "text",
    [
        "张三",
        "张三丰（2026）李四1号",
        "张三丰（2026）1号",
        "（2026）新0105民初张三1号",
        "水劳人仲案〔2026〕34号张三书",
        "650105199001011234",
        "（2026）新650105199001011234号",
        "",
    ],
)
def test_what_may_name_a_person_is_none(text: str) -> None:
    assert docket(text) is None


def test_two_ways_of_writing_one_number_are_the_same() -> None:
    assert docket("乌水劳人仲裁字〔2026〕第 12 号") == docket("乌水劳人仲裁字【２０２６】第12号")


def test_our_own_number_is_found_as_it_stands_in_the_record() -> None:
    recorded = "高新区（新市区）劳人调〔2026〕0001号"
    assert recorded in spellings(docket("高新区(新市区)劳人调[2026]0001号") or "")
