"""Pages show a person's surname and nothing more of the name."""

import pytest

from services.console.names import masked


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张伟强", "张某某"),
        ("张伟", "张某"),
        ("欧阳振华", "欧阳某某"),
        ("欧阳", "欧某"),
        ("阿依古丽·买买提", "阿某某"),
    ],
)
def test_only_the_surname_of_a_name_is_shown(name: str, shown: str) -> None:
    assert masked(name) == shown
