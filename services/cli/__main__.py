"""Lets `python -m services.cli` stand for the `fengqiao` command."""

from services.cli.main import app

app()
