"""A faulty pack is refused when it is loaded, and every fault is named."""

import shutil
from pathlib import Path

import pytest

from services.workflow.rules import packs
from services.workflow.rules.pack_files import InvalidRulePack
from services.workflow.rules.packs import load

SHIPPED = Path(packs.__file__).with_name("packs")
PERIOD = 'id = "MED.ACCEPT"\n'
GUARD = 'id = "MED.CONSENT"\n'
CONSENTED = "extension_consent = true\n"


def shipped_with(folder: Path, file: str, old: str, new: str) -> Path:
    """The shipped packs with one place of one file changed."""
    shutil.copytree(SHIPPED, folder / "packs")
    path = folder / "packs" / f"{file}.toml"
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), "utf-8")
    return folder / "packs"


@pytest.mark.parametrize(
    ("chapter", "old", "new", "fault"),
    [
        ("intake", PERIOD, 'id = "MED.SCOPE"\n', "rule MED.SCOPE stands twice"),
        ("intake", "length = 3\n", "length = 0\n", "length below 1"),
        ("intake", "length = 3\n", "", "needs length, unit and trigger together"),
        ("intake", 'trigger = "application_received"\n', "", "needs length, unit and trigger"),
        ("intake", 'unit = "working_day"\n', 'unit = "week"\n', "Invalid enum value 'week'"),
        ("intake", PERIOD, PERIOD + 'colour = "red"\n', "colour"),
        ("intake", 'evidence = "S"\n', 'evidence = "Z"\n', "Invalid enum value 'Z'"),
        ("intake", 'instrument = "劳动争议调解仲裁法"', 'instrument = ""', "lacks its words"),
        ("intake", GUARD, GUARD + "extension = 1\n", "MED.CONSENT has an extension without"),
        ("intake", GUARD, GUARD + CONSENTED, "MED.CONSENT has an extension by consent without"),
        ("intake", PERIOD, PERIOD + "extension_cap = 3\n", "cap without an extension by consent"),
        ("intake", PERIOD, PERIOD + "in_force_until = 2011-12-31\n", "ends before it is in force"),
        ("mediation", CONSENTED, CONSENTED + "extension_cap = 0\n", "or one below 1"),
        ("confirmation", "extension = 10\n", "extension = -1\n", "extension without a period"),
        ("agreement", 'mandates = ["court_delegated"]', 'mandates = ["self"]', "names self twice"),
        ("agreement", 'mandates = ["court_delegated"]', "mandates = []", "court_delegated"),
        ("agreement", 'acts = ["party_signatures"]', "acts = []", "court_delegated is empty"),
        ("agreement", 'acts = ["party_signatures"]', 'acts = ["fingerprint"]', "fingerprint"),
        ("agreement", '["enterprise_committee"]', '["club"]', "no such kind of organisation: club"),
        ("agreement", 'mandates = ["court_entrusted"]', "mandates = []", "mandate court_entrusted"),
        ("limitation", '"LIM.SUSPEND"\ninterrupted', '"LIM.STOP"\ninterrupted', "names LIM.STOP"),
        ("intake", GUARD, GUARD + 'interrupted_by = "LIM.BREAK"\n', "without a period to stop"),
        ("pack", 'version = "CN-2026.3"', "version = ", "pack.toml"),
        ("pack", '  "intake",\n', "", "chapters are not the files: .'intake'"),
    ],
)
def test_a_faulty_pack_is_refused_and_its_fault_named(
    tmp_path: Path, chapter: str, old: str, new: str, fault: str
) -> None:
    folder = shipped_with(tmp_path, f"national/{chapter}", old, new)

    with pytest.raises(InvalidRulePack, match=fault):
        load(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("regions/zhejiang", '"MED.15.ACCEPT"', '"MED.16"', "zhejiang.*replaces MED.16, which is"),
        ("regions/zhejiang", "length = 15", "length = 0", "zhejiang.*length below 1"),
        ("kinds/one_stop_centre", 'kind = "one_stop_centre"', 'kind = "shop"', "kind.*shop"),
        (
            "regions/ningbo",
            'region = "3302"',
            'region = "ningbo"',
            "ningbo.*is no code of a region",
        ),
        ("regions/ningbo", 'region = "3302"', "", "neither a region nor a kind"),
    ],
)
def test_a_faulty_layer_is_refused_too(
    tmp_path: Path, file: str, old: str, new: str, fault: str
) -> None:
    folder = shipped_with(tmp_path, file, old, new)

    with pytest.raises(InvalidRulePack, match=fault):
        load(folder)
