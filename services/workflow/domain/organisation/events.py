"""Events of an organisation. Names and fields are stored for ever."""

from enum import StrEnum
from uuid import UUID

from services.workflow.domain.fact import Fact


class OrganisationKind(StrEnum):
    """What a body is; mediation organisations first, then those they hand over to."""

    MEDIATION_CENTRE = "mediation_centre"
    """乡镇、街道、片区管委会劳动人事争议调解中心."""
    UNION_STUDIO = "union_studio"
    PEOPLES_COMMITTEE = "peoples_committee"
    ENTERPRISE_COMMITTEE = "enterprise_committee"
    VILLAGE_POINT = "village_point"
    JOINT_CENTRE = "joint_centre"
    """区县联合调处中心."""
    ONE_STOP_CENTRE = "one_stop_centre"
    """新就业形态劳动纠纷一站式调解中心."""
    ARBITRATION_COMMISSION = "arbitration_commission"
    COURT = "court"
    BUREAU = "bureau"


class Tier(StrEnum):
    """The level a body works at; a resolution at township level or below counts as grassroots."""

    ENTERPRISE = "enterprise"
    VILLAGE = "village"
    TOWNSHIP = "township"
    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"


class OrganisationRegistered(Fact, frozen=True, kw_only=True):
    """A body was entered. `code` is its own: a 片区管委会 has no administrative code."""

    code: str
    name: str
    short_name: str
    """How its case numbers begin, such as 水磨沟华光街."""
    kind: OrganisationKind
    tier: Tier
    region: str
    """The region it supervises or sits in: 6, 9 or 12 digits."""
    parent: UUID | None = None
    is_verified: bool = True
    """False where an import met a name that nobody has entered."""


class LegalBasisRecorded(Fact, frozen=True, kw_only=True):
    """From `occurred_on` the body is, or is not, an organisation of 调解仲裁法 art. 10."""

    is_article_10: bool
    basis: str


class AreaSet(Fact, frozen=True, kw_only=True):
    """From `occurred_on` these township and village codes are the body's area; areas never overlap."""

    regions: tuple[str, ...]


Event = OrganisationRegistered | LegalBasisRecorded | AreaSet
