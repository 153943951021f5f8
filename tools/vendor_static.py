"""Fetch the browser files that pages and browser tests need, from the npm packages they come from.

    python3 tools/vendor_static.py

Reads each `vendor.json`, fetches the pinned packages with `npm pack`, checks their integrity
against what is written there, and writes the listed files beside it with their SHA-256.
To take another version: change `version` and `integrity` (`npm view NAME@VERSION
dist.integrity`), run this, read what changed. The outcome is the same to the byte each time.
"""

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
MANIFESTS: Final = (
    ROOT / "services" / "console" / "static" / "vendor.json",
    ROOT / "tests" / "browser" / "vendor" / "vendor.json",
)


def main() -> None:
    """Fetch, check and write everything that the manifests list."""
    for manifest in MANIFESTS:
        packages = json.loads(manifest.read_text("utf-8"))
        for package in packages:
            vendor(package, manifest.parent)
        text = json.dumps(packages, ensure_ascii=False, indent=2)
        manifest.write_text(f"{text}\n", "utf-8")


def vendor(package: dict[str, Any], folder: Path) -> None:
    """Write one package's files into the folder, and their digests into its entry."""
    with tempfile.TemporaryDirectory() as scratch:
        archive = fetch(package, Path(scratch))
        with tarfile.open(archive) as tar:
            for file in package["files"]:
                member = tar.extractfile(file["from"])
                if member is None:
                    sys.exit(f"{package['package']}: {file['from']} is no file")
                data = member.read()
                (folder / file["to"]).write_bytes(data)
                file["sha256"] = hashlib.sha256(data).hexdigest()
                print(f"{package['package']} {package['version']}: {file['to']}, {len(data)} bytes")


def fetch(package: dict[str, Any], folder: Path) -> Path:
    """The package's archive; ends the run when it is not the one that was pinned."""
    spec = f"{package['package']}@{package['version']}"
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), spec]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != package["integrity"]:
        sys.exit(f"{spec}: integrity is sha512-{digest}, pinned is {package['integrity']}")
    return archive


if __name__ == "__main__":
    main()
