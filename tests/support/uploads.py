"""Uploads as a caller sends them, and files of each kind that are small."""

import hashlib
import io
import zipfile
from typing import Any
from uuid import uuid4

from services.workflow.domain.given import Role
from tests.support.api import Answer, Api

MIB = 1 << 20
PART = "application/offset+octet-stream"


def pdf(size: int = 4_000) -> bytes:
    """A document of about this size, each different from the others."""
    filling = (uuid4().hex.encode() * (size // 32 + 1))[:size]
    return b"%PDF-1.7\n% " + filling + b"\n%%EOF\n"


def packed(*names: str) -> bytes:
    """A zip with these entries, as office documents are."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, uuid4().hex)
    return target.getvalue()


def declared(content: bytes, **changes: Any) -> dict[str, Any]:
    """What is said of a file before it is uploaded."""
    return {
        "name": "工资条.pdf",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "kind": "wage_record",
        "party": 1,
        "claims": [1],
        **changes,
    }


async def send(
    api: Api, path: str, offset: int, content: bytes, *, token: str | None = None, **headers: str
) -> Answer:
    """One part of an upload."""
    sent = {
        "Authorization": f"Bearer {token or api.tokens[Role.CLERK]}",
        "Content-Type": PART,
        "Upload-Offset": str(offset),
        **headers,
    }
    return await api.client.patch(path, content=content, headers=sent)


async def offset_of(api: Api, path: str) -> Answer:
    """Where an upload stands."""
    return await api.client.head(
        path, headers={"Authorization": f"Bearer {api.tokens[Role.CLERK]}"}
    )


async def uploaded(api: Api, dispute: str, content: bytes, **changes: Any) -> str:
    """The address of a file whose bytes have all come in."""
    answer = await api.post(f"{dispute}/files", declared(content, **changes))
    assert answer.status_code == 201, answer.text
    path: str = answer.headers["Location"]
    part = await send(api, path, 0, content)
    assert part.status_code == 204, part.text
    return path


async def filed(api: Api, dispute: str, content: bytes, **changes: Any) -> str:
    """The address of a file that is on record."""
    path = await uploaded(api, dispute, content, **changes)
    answer = await api.post(f"{path}/completion")
    assert answer.status_code == 200, answer.text
    return path
