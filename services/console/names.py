"""People's names as pages show them: the surname, and 某 for the rest (张某某)."""

COMPOUND_SURNAMES = {
    "欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙",
    "慕容", "令狐", "司徒", "长孙", "宇文", "端木", "独孤", "南宫", "西门",
}  # fmt: skip
_TWO = 2


def masked(name: str) -> str:
    """The name with all but the surname hidden."""
    is_compound = name[:_TWO] in COMPOUND_SURNAMES and len(name) > _TWO
    surname = name[: _TWO if is_compound else 1]
    hidden = len(name) - len(surname)
    return surname + "某" * min(hidden, _TWO)
