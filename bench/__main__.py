"""Every bench, one after the other; the exit code says whether all goals were met."""

import subprocess
import sys

BENCHES = ("append", "http_command", "projector", "feed", "deadline", "deadlines_due", "inbox")


def main() -> int:
    """Run each in a process of its own, so that none inherits another's event loop."""
    codes = []
    for name in BENCHES:
        print(f"\n{name}", flush=True)
        codes.append(
            subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode
        )
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
