"""Where the service listens: the port asked for, or a later one where that is allowed."""

import socket
from collections.abc import Iterator

import pytest

from services.cli.serving import listen
from services.cli.welcome import address
from services.workflow.settings import InvalidSettings

HOST = "127.0.0.1"


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server((HOST, 0)) as other:
        yield other.getsockname()[1]


def test_a_taken_port_is_refused_where_it_was_asked_for(taken: int) -> None:
    with pytest.raises(InvalidSettings, match=str(taken)):
        listen(HOST, taken, or_next=False)


def test_a_later_port_is_taken_in_a_trial(taken: int) -> None:
    with listen(HOST, taken, or_next=True) as found:
        assert taken < found.getsockname()[1] <= taken + 20


def test_port_0_is_any_free_one() -> None:
    with listen(HOST, 0, or_next=True) as found:
        assert found.getsockname()[1] > 0


def test_the_address_is_one_that_a_browser_here_can_open() -> None:
    with listen("0.0.0.0", 0, or_next=False) as found:
        port = found.getsockname()[1]
        assert address("0.0.0.0", found) == f"http://127.0.0.1:{port}"
        assert address("::1", found) == f"http://[::1]:{port}"
