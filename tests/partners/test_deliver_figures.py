"""The figures of retrying, and addresses that may not be subscribed, without any network."""

from datetime import UTC, datetime, timedelta

import pytest

from services.kit.addresses import ANYWHERE, is_permitted
from services.partners.deliveries.cleaning import cleaned
from services.partners.deliveries.ladder import (
    JITTER,
    LADDER,
    LONGEST_PAUSE,
    asked_pause,
    left_alone,
    wait_after,
)
from services.partners.deliveries.subscription import as_like, checked_kinds, checked_url
from services.workflow.domain.invalid import InvalidValue

NOW = datetime(2026, 3, 10, 1, tzinfo=UTC)


def test_the_ladder_has_ten_attempts_over_three_days_and_jitter_only_adds() -> None:
    assert sum(LADDER, timedelta(0)) == timedelta(hours=75, minutes=35, seconds=5)
    assert wait_after(len(LADDER), 0.5) is None
    for step, wait in enumerate(LADDER):
        assert wait_after(step, 0.0) == wait
        assert wait_after(step, 1.0) == wait * (1 + JITTER)


def test_a_receiver_is_left_alone_longer_and_longer_but_never_for_long() -> None:
    waits = [left_alone(failures) for failures in range(4, 1_000)]
    assert waits[:4] == [None, timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]
    assert max(wait for wait in waits if wait) == timedelta(minutes=5)


@pytest.mark.parametrize(
    ("text", "pause"),
    [
        ("120", timedelta(minutes=2)),
        ("9" * 40, LONGEST_PAUSE),
        ("Tue, 10 Mar 2026 01:05:00 GMT", timedelta(minutes=5)),
        ("Tue, 10 Mar 2020 01:05:00 GMT", timedelta(0)),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("Tue, 10 Mar 2026 01:05:00 -0000", None),
    ],
)
def test_a_pause_is_obeyed_within_bounds(text: str, pause: timedelta | None) -> None:
    assert asked_pause(text, NOW) == pause


@pytest.mark.parametrize(
    "address",
    """
    127.0.0.1 127.255.255.255 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0
    224.0.0.1 255.255.255.255 198.18.0.1 ::1 :: fe80::1 fe80::1%eth0 fd00::1 fc00::1 ff02::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:0:4136:e378:: localhost
    ::127.0.0.1 ::8.8.8.8 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b:1::1 fec0::1 5f00::1 4000::1
    100::1 2001:db8::1 3fff::1 3ffe::1 2001:2::1 2620:4f:8000::1 2002:808:808:: 192.88.99.1
    192.0.0.8 192.0.0.9 192.0.2.1 192.31.196.1 203.0.113.9 2400:3200::5efe:10.0.0.1
    2400:3200::200:5efe:10.0.0.1 127.1 2130706433 0177.0.0.1
    """.split(),
)
def test_addresses_that_are_not_public_are_not_permitted(address: str) -> None:
    assert not is_permitted(address)
    is_address = address not in {"localhost", "127.1", "2130706433", "0177.0.0.1"}
    assert is_permitted(address, ANYWHERE) == is_address


@pytest.mark.parametrize("address", ["8.8.8.8", "223.5.5.5", "2400:3200::1"])
def test_public_addresses_are_permitted(address: str) -> None:
    assert is_permitted(address)


@pytest.mark.parametrize(
    "url",
    """
    http://court.example/hook https://127.0.0.1/ https://[::1]/ https://localhost/ https://2130706433/
    https://a.internal/ https://user:secret@court.example/ https://court.example/#part ftp://court.example/
    https:///hook court.example https://court.example:99999/ https://court.example:0/ https://法院.example/
    """.split(),
)
def test_an_address_that_may_not_be_subscribed_is_refused_from_its_text(url: str) -> None:
    with pytest.raises(InvalidValue):
        checked_url(url, may_be_private=False)


def test_addresses_on_this_machine_may_be_subscribed_where_that_is_set() -> None:
    for url in (
        "http://127.0.0.1:8080/hook",
        "http://localhost/",
        "https://court.example/hook?a=1",
    ):
        assert checked_url(url, may_be_private=True) == url


def test_kinds_are_names_beginnings_of_names_or_all() -> None:
    kinds = checked_kinds(("Confirmation*", "*", "*", "ReferralOffered"))
    assert as_like(kinds) == ["Confirmation%", "%", "ReferralOffered"]
    for wrong in ((), ("confirmation",), ("A%",), ("*A",), ("A_B",), ("A",) * 101):
        with pytest.raises(InvalidValue):
            checked_kinds(wrong)


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("申请人张三的身份证无效: invalid", "******: invalid"),
        ('{"error": "\\u5f20\\u4e09 unknown"}', '{"error": "****** unknown"}'),
        ("%E5%BC%A0&#24352;&#x5f20; gone", "****** gone"),
        ("ئابدۇللا: no", "******: no"),
        ("+86 138 0013 8000, 8613800138000, 0991-4561234", "+86 ******, ******, ******"),
        ("11010519491231002X at 2026-11-22", "****** at 2026-11-22"),
        ("1\x003\x009\x009\x009\x009\x001\x002\x003\x004\x005\x00", "******"),
        (
            "id 0b9e7e0c-3f0a-4a55-9a3e-123456789012 busy",
            "id 0b9e7e0c-3f0a-4a55-9a3e-123456789012 busy",
        ),
    ],
)
def test_of_an_answer_no_word_of_ours_and_no_number_of_anybody_is_kept(
    answer: str, kept: str
) -> None:
    assert cleaned(answer.encode()) == kept
    assert "张" not in cleaned(answer.encode("gb18030"))
    assert len(cleaned(("一a" * 9_000).encode())) <= 2_048
