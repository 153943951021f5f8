"""What the operator of the service hands a partner: who it is, where the service is, its secrets."""

import json
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
    def read(cls, file: Path) -> Self:
        """From a JSON file."""
        return cls.of(json.loads(file.read_text("utf-8")))

    @classmethod
    def of(cls, named: Mapping[str, str]) -> Self:
        """From names and values, such as the environment: FQ_SERVICE, FQ_CLIENT_ID, and so on."""
        known = {each.name for each in fields(cls)}
        plain = {name.lower().removeprefix("fq_"): value for name, value in named.items()}
        return cls(**{name: value for name, value in plain.items() if name in known})
