"""Names the `eventsourcing` library's own test cases that ran, at the end of the output."""

from collections import defaultdict

import pytest

_FILE = "tests/storage/test_recorder_library_"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the cases that passed, by the class that runs them against our recorder."""
    cases: dict[str, list[str]] = defaultdict(list)
    for report in terminalreporter.getreports("passed"):
        file, *names = report.nodeid.split("::")
        if file.startswith(_FILE) and names[0].startswith("TestLibrary"):
            cases[names[0]].append(names[1])
    if cases:
        count = sum(map(len, cases.values()))
        terminalreporter.section(f"{count} cases of the eventsourcing library on our recorder")
        for name, passed in sorted(cases.items()):
            terminalreporter.write_line(f"{name}: {', '.join(sorted(passed))}")
