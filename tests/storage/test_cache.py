"""The cache of states: bounded, and never going back to an older version by itself."""

from uuid import uuid4

from services.workflow.storage.cache import StateCache


def test_a_kept_state_is_given_with_its_version() -> None:
    cache: StateCache[str] = StateCache()
    stream = uuid4()
    assert cache.get(stream) is None
    cache.put(stream, "registered", 1)
    assert cache.get(stream) == ("registered", 1)


def test_a_late_reader_does_not_replace_a_newer_state() -> None:
    cache: StateCache[str] = StateCache()
    stream = uuid4()
    cache.put(stream, "accepted", 2)
    cache.put(stream, "registered", 1)
    assert cache.get(stream) == ("accepted", 2)


def test_an_evicted_stream_may_come_back_at_any_version() -> None:
    cache: StateCache[str] = StateCache()
    stream = uuid4()
    cache.put(stream, "accepted", 2)
    cache.evict(stream)
    cache.evict(stream)
    assert cache.get(stream) is None
    cache.put(stream, "registered", 1)
    assert cache.get(stream) == ("registered", 1)


def test_the_least_recently_used_state_goes_first() -> None:
    cache: StateCache[int] = StateCache(limit=2)
    first, second, third = uuid4(), uuid4(), uuid4()
    cache.put(first, 1, 1)
    cache.put(second, 2, 1)
    cache.get(first)
    cache.put(third, 3, 1)
    assert [cache.get(stream) is not None for stream in (first, second, third)] == [
        True,
        False,
        True,
    ]
    assert len(cache) == 2
