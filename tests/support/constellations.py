"""Disputes and bodies for the cells of the matrix, and calls of the app without a network between."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import msgspec

from services.cli.permission_cells import Asked, Cell, Standing
from services.partners.profiles.partner import ALL_SCOPES
from services.workflow.domain.dispute.grants import Relation
from services.workflow.domain.dispute.permissions import granted
from services.workflow.domain.dispute.stages.court.setting_aside import ReportSetAsideFiled
from services.workflow.domain.given import Role
from services.workflow.domain.organisation import OrganisationKind, OrganisationRegistered, Tier
from services.workflow.http.operations import OPERATIONS
from services.workflow.recorded.codec import encode
from tests.support import things
from tests.support.api import Api
from tests.support.builders import CENTRE, COMMISSION, COURT, WORKER, confirmation_pending
from tests.support.given_when_then import Scenario
from tests.support.handover_builders import STUDIO, entrusted, offered, transferred
from tests.support.recording import META
from tests.support.scenes import Scene
from tests.support.tribunal_builders import INTERMEDIATE, TO_INTERMEDIATE, award_received, item

HERE, ELSEWHERE = "330281", "110101"
STRANGER = UUID("99999999-9999-5999-8999-99999999999a")
COLLEAGUE = UUID("55555555-5555-5555-8555-55555555555c")
FEED_HOLDER = "feed-holder"
K = OrganisationKind
BODIES = {
    CENTRE: K.MEDIATION_CENTRE,
    STUDIO: K.UNION_STUDIO,
    COMMISSION: K.ARBITRATION_COMMISSION,
    COURT: K.COURT,
    INTERMEDIATE: K.COURT,
    STRANGER: K.MEDIATION_CENTRE,
}
IS_EDIT = {operation.move for operation in OPERATIONS if operation.is_edit}
NOT_YET = ("还没有报告", "文件已销毁", "文件尚未提交")
"""How it is said that something is not there, to who would have had it."""
UPLOADING = {"upload_offset", "upload_part", "complete_file"}
NAMED: dict[str, Any] = {
    "organisation_id": CENTRE,
    "account": FEED_HOLDER,
    "definition": "area_resolution@1",
    "region": HERE,
    "year": 2026,
    "code": "court",
    "message_id": things.MESSAGE,
    "subscription_id": things.SUBSCRIPTION,
    "delivery_id": things.DELIVERY,
    "contradiction_id": things.CONTRADICTION,
}
MEDIA = {"hand_in_package": "application/zip", "start_import": "text/csv"}
NAMING = ("organisation", "court", "commission", "body")
IN_OWN_NAME = {Relation.OWN_BODY, Relation.OWN_BODY_OF_REGION, Relation.COURT_OF_AGREEMENT}


def setting_aside() -> Scenario:
    """An intermediate court is asked to set a final award aside."""
    filed = (ReportSetAsideFiled(court=INTERMEDIATE, by=2), TO_INTERMEDIATE)
    return award_received(item(is_final=True)).after(filed)


@dataclass(frozen=True)
class Frame:
    """A dispute of some past: who has it in hand, and who has the part that is asked for."""

    past: Callable[[], Scenario]
    has: UUID
    part: UUID


OFFERED = Frame(offered, CENTRE, COMMISSION)
HANDED_ON = Frame(transferred, STUDIO, CENTRE)
FRAMES: dict[Relation | None, Frame] = {
    Relation.OFFEROR: HANDED_ON,
    Relation.SEISED: Frame(confirmation_pending, CENTRE, COURT),
    Relation.MANDATOR: Frame(entrusted, STUDIO, COMMISSION),
    Relation.SETTING_ASIDE: Frame(setting_aside, COMMISSION, INTERMEDIATE),
}
"""Where the relation asks for a part that the dispute of the others has not."""


@dataclass
class OnFile:
    """One dispute in the log."""

    id: UUID
    version: int
    number: str
    mediator: UUID | None


@dataclass
class Constellations:
    """Makes the request of a cell, on a dispute whose permissions no earlier call has changed."""

    api: Api
    scene: Scene
    task: str
    job: str = ""
    on_file: dict[tuple[Frame, bool], OnFile] = field(default_factory=dict)
    _tokens: dict[tuple[Any, ...], str] = field(default_factory=dict)

    async def bodies(self) -> None:
        """Enter the bodies, all of the same region."""
        for body, kind in BODIES.items():
            entered = OrganisationRegistered(
                occurred_on=date(2018, 1, 1), code=str(body)[-3:], name=f"{kind}", short_name="余",
                kind=kind, tier=Tier.DISTRICT, region=f"{HERE}001",
            )  # fmt: skip
            await self.scene.record(body, entered)

    async def dispute(self, frame: Frame, *, is_read: bool) -> OnFile:
        """The dispute that is read, or the one that commands are sent to."""
        found = self.on_file.get((frame, is_read))
        if found is None:
            scenario, number = frame.past(), uuid4().hex[:8]
            first = msgspec.structs.replace(scenario.past[0], case_number=number)
            stream, keyring = uuid4(), self.api.service.keyring
            person = await keyring.person_for(None)
            if is_read:
                # Erased: what the builders have sealed opens with no key.
                await keyring.destroy(person)
            assert scenario.dispute.handler == frame.has
            past = (first, *scenario.past[1:], things.FILED)
            stored = (encode(event, META) for event in past)
            own = str(WORKER).encode(), str(person).encode()
            written = [(topic, text.replace(*own)) for topic, text in stored]
            await self.scene.record_stored(stream, written)
            version, mediator = len(past), scenario.dispute.mediator
            found = OnFile(stream, version, number, mediator)
            self.on_file[frame, is_read] = found
        return found

    def forget(self, frame: Frame) -> None:
        """A command has changed it: the next one gets another."""
        self.on_file.pop((frame, False), None)

    async def call(self, asked: Asked, cell: Cell, *, is_system: bool = False) -> tuple[int, str]:
        """Send the cell's request, as a person or a partner's system; the status, a refusal's code."""
        relation = granted(asked.row or "", cell.role, is_system=is_system)
        frame = _frame(asked, relation)
        dispute = await self.dispute(frame, is_read=_is_read(asked))
        own = {Standing.PART: frame.part, Standing.STRANGER: STRANGER}.get(cell.standing, frame.has)
        token = self._token(cell, own, dispute, is_system=is_system)
        body = _body(asked, relation, own)
        path = self._filled(asked, dispute)
        status, answer = await called(
            self.api.app, asked.method, path, token, body,
            seen=dispute.version if asked.id in IS_EDIT else None,
            media=_media(asked),
        )  # fmt: skip
        if status < 300 and asked.method != "GET":
            self.forget(frame)
        return status, told_of(answer)

    async def by_system(self, asked: Asked, *, is_own: bool) -> tuple[int, str]:
        """Send the request as a partner's system: the one that the things are of, or another."""
        code = "court" if is_own else "other-court"
        claims = {"role": "court_liaison", "org": str(COURT), "region": HERE, "partner": code}
        token = self.api.issuer.issue(
            f"system-{code}", {**claims, "scope": " ".join(ALL_SCOPES)}, lifetime_seconds=600
        )
        dispute = await self.dispute(OFFERED, is_read=True)
        path = self._filled(asked, dispute)
        status, answer = await called(
            self.api.app, asked.method, path, token, _body(asked, None, COURT),
            media=_media(asked),
        )  # fmt: skip
        return status, told_of(answer)

    def _filled(self, asked: Asked, dispute: OnFile) -> str:
        """The address about the dispute, or about what is on file of it."""
        named = {"dispute_id": dispute.id, "task": self.task, "import_id": self.job}
        file = things.UPLOAD if asked.id in UPLOADING else things.FILE
        path = asked.path
        for part in path.split("{")[1:]:
            name = part.split("}", 1)[0]
            path = path.replace(
                f"{{{name}}}", str({**NAMED, "file_id": file, **named}.get(name, 1))
            )
        query = f"?number={dispute.number}" if asked.id == "find_receipt" else ""
        return path + _QUERIES.get(asked.id, query)

    def _token(self, cell: Cell, own: UUID, dispute: OnFile, *, is_system: bool) -> str:
        is_theirs = cell.standing is Standing.MEDIATES
        mediator = (dispute.mediator if is_theirs else COLLEAGUE) if _is_mediator(cell) else None
        region = HERE if cell.is_own_region else ELSEWHERE
        key = (cell.role, own, region, mediator, is_system)
        if key not in self._tokens:
            system = {"partner": "court", "scope": " ".join(ALL_SCOPES)} if is_system else {}
            claims = {"org": str(own), "region": region, "mediator": str(mediator or "") or None}
            self._tokens[key] = self.api.issuer.issue(
                f"{cell.role}-{len(self._tokens)}",
                {"role": cell.role.value, **claims, **system},
                lifetime_seconds=3600,
            )
        return self._tokens[key]


def _media(asked: Asked) -> str:
    if asked.id in UPLOADING:
        return "application/offset+octet-stream"
    return MEDIA.get(asked.id, "application/json")


def _is_mediator(cell: Cell) -> bool:
    return cell.role is Role.MEDIATOR


def _body(asked: Asked, relation: Relation | None, own: UUID) -> bytes | None:
    """The example of the operation, about this region, and in the caller's own name if that counts."""
    if asked.body is None:
        return None if asked.method == "GET" else b"{}"
    sent = dict(asked.body)
    if "region" in sent:
        sent["region"] = f"{HERE}001"
    if asked.id == "register_mediator":
        sent["organisations"] = [str(CENTRE)]
    if relation in IN_OWN_NAME:
        kept = {"court"} if asked.id == "annul_agreement" else sent.keys()
        sent |= {name: str(own) for name in NAMING if name in kept}
    return json.dumps(sent).encode()


def _frame(asked: Asked, relation: Relation | None) -> Frame:
    return HANDED_ON if "{task}" in asked.path else FRAMES.get(relation, OFFERED)


def _is_read(asked: Asked) -> bool:
    """Whether it is about the dispute that no command changes, and the things that are of that one."""
    return asked.method == "GET" or "{dispute_id}" not in asked.path


def told_of(answer: dict[str, Any]) -> str:
    """The code of a refusal, or that only the thing behind the address is not there yet."""
    code: str = answer.get("code", "")
    return code or ("not_yet" if answer.get("detail", "").startswith(NOT_YET) else "")


_QUERIES = {
    "get_figure": f"?region={HERE}&from=2026-01-01&to=2026-03-01",
    "compute_deadline": f"?rule=MED.ACCEPT&from=2026-03-02&region={HERE}",
}


async def called(
    app: Any,
    method: str,
    target: str,
    token: str,
    body: bytes | None,
    *,
    seen: int | None = None,
    media: str = "application/json",
) -> tuple[int, dict[str, Any]]:
    """The status of an answer, and the document of a problem."""
    url = urlsplit(target)
    headers = [(b"authorization", f"Bearer {token}".encode()), (b"host", b"fengqiao")]
    if body is not None:
        headers += [
            (b"content-type", media.encode()),
            (b"idempotency-key", uuid4().hex.encode()),
            (b"upload-offset", b"0"),
        ]
    if seen is not None:
        headers.append((b"if-match", f'"{seen}"'.encode()))
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
        "scheme": "http", "path": url.path, "raw_path": url.path.encode(),
        "query_string": url.query.encode(), "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 1), "server": ("fengqiao", 80),
    }  # fmt: skip
    sent: list[Any] = []
    begun = asyncio.Event()
    bodies = iter([{"type": "http.request", "body": body or b"", "more_body": False}])

    async def receive() -> dict[str, Any]:
        if (told := next(bodies, None)) is not None and body is not None:
            return told
        # Who follows a stream goes away once it has begun.
        await begun.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)
        begun.set()

    await app(scope, receive, send)
    status: int = sent[0]["status"]
    whole = b"".join(message.get("body", b"") for message in sent[1:])
    return status, json.loads(whole) if status >= 400 else {}
