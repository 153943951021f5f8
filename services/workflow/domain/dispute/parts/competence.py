"""What ties a body to a dispute, so that it may act in it (管辖连接点)."""

from enum import StrEnum

import msgspec

from services.workflow.domain.values.region import RegionCode


class ConnectionKind(StrEnum):
    """Which fact makes a court or commission competent."""

    INVITED = "invited"
    """The court invited the organisation to mediate (民事诉讼法 205)."""
    PARTY_DOMICILE = "party_domicile"
    SUBJECT_PLACE = "subject_place"
    """标的物所在地."""
    ORGANISATION_SEAT = "organisation_seat"
    """调解组织所在地."""
    PERFORMANCE_PLACE = "performance_place"
    """劳动合同履行地: the actual workplace."""
    EMPLOYER_SEAT = "employer_seat"
    """用人单位所在地: registered place or main office."""
    DESIGNATED = "designated"
    """指定管辖或集中管辖: another body said so."""
    INTERMEDIATE_LEVEL = "intermediate_level"
    """级别管辖: the dispute itself belongs to an intermediate court, which then confirms too."""


class Connection(msgspec.Struct, frozen=True, kw_only=True):
    """The connecting fact that an applicant states, where the record does not show it."""

    kind: ConnectionKind
    region: RegionCode | None = None
    """Where that is, down to the county; none where the body was invited or designated."""
