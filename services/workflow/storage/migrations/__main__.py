"""Begins a revision: python -m services.workflow.storage.migrations log "add a column"."""

import sys

from services.kit.migration import write_revision
from services.workflow.storage.migrations import KEY_REVISIONS, LOG_REVISIONS

_REVISIONS = {"log": LOG_REVISIONS, "keys": KEY_REVISIONS}

if __name__ == "__main__":
    schema, name = sys.argv[1:]
    sys.stdout.write(f"{write_revision(_REVISIONS[schema], name)}\n")
