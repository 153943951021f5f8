"""Bodies and mediators are entered; certificates, admissions and areas change."""

from datetime import date
from uuid import UUID

from services.workflow.domain.mediator.events import (
    CertificateRenewed,
    MediatorAdmitted,
    MediatorRegistered,
    MediatorReleased,
)
from services.workflow.domain.organisation.events import (
    AreaSet,
    LegalBasisRecorded,
    OrganisationKind,
    OrganisationRegistered,
    Tier,
)

from . import cast
from .recording import Act

_ON = date(2026, 1, 5)
_KIND = OrganisationKind


def _body(
    stream: UUID, code: str, name: str, short: str, kind: OrganisationKind, tier: Tier, region: str
) -> Act:
    event = OrganisationRegistered(
        occurred_on=_ON,
        code=code,
        name=name,
        short_name=short,
        kind=kind,
        tier=tier,
        region=region,
        is_verified=kind is not _KIND.BUREAU,
    )
    return Act(cast.SUPERVISOR, _ON, ((stream, event),))


def _mediator(stream: UUID, number: str, organisation: UUID) -> Act:
    event = MediatorRegistered(
        occurred_on=date(2024, 4, 1),
        name=cast.sealed(stream, "name", f"mediator/{number}"),
        certificate_no=number,
        valid_from=date(2024, 4, 1),
        valid_until=date(2026, 3, 31),
        organisations=(organisation,),
    )
    return Act(cast.SUPERVISOR, _ON, ((stream, event),))


ACTS = (
    _body(
        cast.CENTRE, "SMG-HGJ", "水磨沟区华光街街道劳动人事争议调解中心", "水磨沟华光街",
        _KIND.MEDIATION_CENTRE, Tier.TOWNSHIP, cast.REGION,
    ),
    _body(
        cast.OTHER_CENTRE, "SMG-LSJ", "水磨沟区龙盛街街道劳动人事争议调解中心", "水磨沟龙盛街",
        _KIND.MEDIATION_CENTRE, Tier.TOWNSHIP, cast.OTHER_REGION,
    ),
    _body(
        cast.COMMISSION, "SMG-LDRSZC", "水磨沟区劳动人事争议仲裁委员会", "水磨沟仲裁委",
        _KIND.ARBITRATION_COMMISSION, Tier.DISTRICT, "650105",
    ),
    _body(
        cast.COURT, "SMG-FY", "乌鲁木齐市水磨沟区人民法院", "水磨沟法院",
        _KIND.COURT, Tier.DISTRICT, "650105",
    ),
    _body(
        cast.HOTLINE, "WLMQ-12345", "乌鲁木齐市12345政务服务便民热线", "12345",
        _KIND.BUREAU, Tier.CITY, "650100",
    ),
    Act(
        cast.SUPERVISOR,
        _ON,
        (
            (
                cast.CENTRE,
                LegalBasisRecorded(
                    occurred_on=date(2018, 11, 5),
                    is_article_10=True,
                    basis="水政办〔2018〕79号:在街道设立的具有劳动争议调解职能的组织",
                ),
            ),
        ),
    ),
    Act(
        cast.SUPERVISOR,
        _ON,
        ((cast.CENTRE, AreaSet(occurred_on=date(2018, 11, 5), regions=(cast.REGION,))),),
    ),
    _mediator(cast.MEDIATOR, "新调解字6501050012号", cast.CENTRE),
    _mediator(cast.OTHER_MEDIATOR, "新调解字6501050044号", cast.OTHER_CENTRE),
    Act(
        cast.SUPERVISOR,
        date(2026, 3, 20),
        (
            (
                cast.MEDIATOR,
                CertificateRenewed(
                    occurred_on=date(2026, 3, 20),
                    certificate_no="新调解字6501050012-2号",
                    valid_from=date(2026, 4, 1),
                    valid_until=date(2029, 3, 31),
                ),
            ),
        ),
    ),
    Act(
        cast.SUPERVISOR,
        date(2026, 3, 23),
        (
            (
                cast.MEDIATOR,
                MediatorAdmitted(
                    occurred_on=date(2026, 4, 1),
                    organisation=cast.OTHER_CENTRE,
                    until=date(2026, 12, 31),
                ),
            ),
        ),
    ),
    Act(
        cast.SUPERVISOR,
        date(2026, 6, 30),
        (
            (
                cast.OTHER_MEDIATOR,
                MediatorReleased(
                    occurred_on=date(2026, 7, 1), organisation=cast.OTHER_CENTRE
                ),
            ),
        ),
    ),
)  # fmt: skip
