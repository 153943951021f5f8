"""Ledgers as tests write them, and the import put together on real databases."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from services.cli import roster
from services.workflow.application.ledger.drafts import dispute_id
from services.workflow.application.ledger.faults import Fault
from services.workflow.application.ledger.importing import LedgerImport
from services.workflow.application.ledger.report import Counts, Report
from services.workflow.application.ledger.sheets import Sheet, Value, Workbook
from services.workflow.application.registry import organisation_id
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.organisation import OrganisationKind, Tier
from services.workflow.domain.values.region import RegionCode
from services.workflow.recorded import codec
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.storage.directory import PostgresDirectory
from tests.support.database import Databases
from tests.support.write_side import Service, process_on

CENTRE = "水磨沟区华光街街道劳动人事争议调解中心"
ROSTER = roster.Roster(
    region=RegionCode("650105"),
    established_on=date(2017, 1, 1),
    area_from=date(2018, 1, 1),
    legal_basis="劳动争议调解仲裁法第10条",
    certificates_from=date(2017, 1, 1),
    certificates_until=date(2030, 12, 31),
    body=tuple(
        roster.Body(code=code, name=name, short_name=code, kind=kind, tier=tier, area=area)
        for code, name, kind, tier, area in (
            (
                "HGJ",
                CENTRE,
                OrganisationKind.MEDIATION_CENTRE,
                Tier.TOWNSHIP,
                (RegionCode("650105013"),),
            ),
            (
                "LSJ",
                "龙盛街中心",
                OrganisationKind.MEDIATION_CENTRE,
                Tier.TOWNSHIP,
                (RegionCode("650105014"),),
            ),
            ("ZC", "水磨沟区仲裁委", OrganisationKind.ARBITRATION_COMMISSION, Tier.DISTRICT, ()),
            ("FY", "水磨沟区法院", OrganisationKind.COURT, Tier.DISTRICT, ()),
        )
    ),
    mediator=(roster.Certified(name="王调解", certificate_no="新0001", organisations=("HGJ",)),),
)
ROW: dict[str, Value] = {
    "登记编号": "2025-001",
    "调解组织": "HGJ",
    "区划代码": "650105013",
    "登记日期": "2025-03-03",
    "渠道": "窗口",
    "申请人": "阿依古丽",
    "被申请人": "天云某建筑劳务有限公司",
    "争议类型": "劳动报酬",
    "请求金额": "26400",
}
AGREED: dict[str, Value] = {
    "受理日期": "2025-03-04",
    "调解员": "王调解",
    "结果": "达成协议",
    "结果日期": "2025-03-10",
    "协议金额": "20000",
    "协议生效日期": "2025-03-11",
}


def row(number: int | str = 1, **facts: Value) -> dict[str, Value]:
    """A row that can be taken over, open until told otherwise."""
    name = number if isinstance(number, str) else f"2025-{number:03d}"
    return ROW | {"登记编号": name} | facts


def agreed(number: int | str = 1, **facts: Value) -> dict[str, Value]:
    """A row with an agreement."""
    return row(number, **AGREED) | facts


def workbook(*rows: dict[str, Value], title: str = "", name: str = "台账") -> Workbook:
    """A file of one sheet: a title, the heading, the rows."""
    heading = list(dict.fromkeys(column for line in (ROW, *rows) for column in line))
    lines: list[list[Value]] = [[title], list(heading)]
    lines += [[line.get(column, "") for column in heading] for line in rows]
    return Workbook(name=name, digest=repr(lines).encode(), sheets=(Sheet(name=name, rows=lines),))


@dataclass
class Ledgers:
    """The import on real databases."""

    service: Service
    importer: LedgerImport
    reports: list[Report] = field(default_factory=list)

    async def take(self, *rows: dict[str, Value], **options: Any) -> Report:
        """Import these rows."""
        return await self.take_file(workbook(*rows), **options)

    async def take_file(self, file: Workbook, **options: Any) -> Report:
        report = await self.importer.run(file, **options)
        self.reports.append(report)
        return report

    async def dispute(self, number: str = "2025-001", code: str = "HGJ") -> Dispute:
        return fold(await self.events(number, code), self.id(number, code))

    async def events(self, number: str = "2025-001", code: str = "HGJ") -> list[Any]:
        rows = await self.service.store.read_stream(self.id(number, code))
        return [codec.decode_state(one.topic, one.state)[0] for one in rows]

    async def warnings(self, number: str = "2025-001") -> set[str]:
        """The codes of the doubts that stand with a dispute's events."""
        rows = await self.service.store.read_stream(self.id(number))
        metas = [codec.decode_state(one.topic, one.state)[1] for one in rows]
        return {code for meta in metas for code in meta.warnings}

    def id(self, number: str = "2025-001", code: str = "HGJ") -> UUID:
        return dispute_id(organisation_id(code), number)

    async def head(self) -> int:
        return await self.service.store.head()


@asynccontextmanager
async def ledgers_on(
    databases: Databases, folder: Path, on_file: roster.Roster = ROSTER
) -> AsyncIterator[Ledgers]:
    """The import, with the bodies and mediators of a roster on file."""
    async with process_on(databases, folder) as service:
        await roster.enter(on_file, service.registry)
        importer = LedgerImport(
            service.store,
            service.keyring,
            PostgresDirectory(databases.app),
            service.registry,
            service.clock,
            NationalRulebook(),
        )
        yield Ledgers(service, importer)


def cells(faults: Iterable[Fault]) -> set[tuple[str, str]]:
    """Where and what: `("D3", "date.impossible")`."""
    return {(f"{fault.place.letters}{fault.place.row}", fault.code) for fault in faults}


def counted(report: Report) -> dict[str, int]:
    """The counts that are not nought."""
    counts = {name: getattr(report.counts, name) for name in Counts.__struct_fields__}
    return {name: count for name, count in counts.items() if count}
