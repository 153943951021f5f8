"""What the operator of the service hands a partner: who it is, where the service is, its secrets."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Self


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """All that a partner needs to speak to the service."""

    service: str
    """Address of the service, such as https://枫桥.example."""
    partner: str
    """The partner's code, which is part of the address of its inbox."""
    client_id: str
    client_secret: str = field(repr=False)
    inbox_secret: str = field(repr=False)
    """`whsec_…`: with it the partner signs what it sends."""
    webhook_secret: str = field(default="", repr=False)
    """`whsec_…`: with it the service signs what it sends; empty where nothing is subscribed."""

    @classmethod
    def of(cls, named: Mapping[str, str]) -> Self:
        """From names and values, such as those of the environment: FQ_SERVICE, FQ_CLIENT_ID, …"""
        plain = {name.lower().removeprefix("fq_"): value for name, value in named.items()}
        known = {each.name for each in fields(cls)} & plain.keys()
        return cls(**{name: plain[name] for name in known})


def told(file: Path | None) -> dict[str, str]:
    """Names and values of a JSON file, or of the environment."""
    if file is None:
        return dict(os.environ)
    read: dict[str, str] = json.loads(file.read_text("utf-8"))
    return read
