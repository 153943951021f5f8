"""What each figure counts, in words and as data. A changed definition gets a new version.

No national formula for 成功调解辖区内60%以上的劳动争议 was ever published, so every figure is shown
with the definition it was computed by.
"""

from fractions import Fraction

import msgspec


class Definition(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: its name, and in words what stands above and below the line."""

    id: str
    version: int
    zh: str
    en: str
    numerator_zh: str
    numerator_en: str
    denominator_zh: str
    denominator_en: str
    left_out_zh: str
    left_out_en: str
    time_basis_zh: str
    time_basis_en: str
    territory_zh: str
    territory_en: str
    threshold: Fraction | None = None
    """The share a plan asks for, as an exact fraction."""

    @property
    def name(self) -> str:
        """Id and version, such as `area_resolution@1`."""
        return f"{self.id}@{self.version}"


_THRESHOLD = Fraction(60, 100)
_TERRITORY_ZH = (
    "按合同履行地（不明时按用人单位所在地）归属；调解组织的辖区为其有日期的乡镇、村代码集合"
)
_TERRITORY_EN = (
    "by the place of work, else the employer's seat; a centre's area is its dated set of "
    "township and village codes"
)
_COHORT_ZH = "期间内登记或立案的争议；此后直至统计时点的结果都计入"
_COHORT_EN = "matters registered or filed in the period, with what became of them since"

AREA_RESOLUTION = Definition(
    id="area_resolution",
    version=1,
    zh="辖区争议基层化解率",
    en="share of the area's disputes resolved at the grassroots",
    numerator_zh="在乡镇（街道）及以下化解并在统计时点仍然成立：协议生效、当场履行或自行和解",
    numerator_en="resolved at township level or below and standing: effective agreement, "
    "performance on the spot, or private settlement",
    denominator_zh="工作地在辖区、期间内登记或立案的全部争议，无论由谁登记：调解组织、直接仲裁、直接起诉",
    denominator_en="all disputes with their workplace in the area that were registered or filed in "
    "the period, whoever registered them: a mediation organisation, a commission, a court",
    left_out_zh="不属受案范围、非本机构管辖的不予受理；尚在调解、没有结果的另列；重复登记随主案计一件",
    left_out_en="declined as out of scope or wrong body; still before a mediation organisation "
    "(shown beside); a merged duplicate follows its leader",
    time_basis_zh=_COHORT_ZH,
    time_basis_en=_COHORT_EN,
    territory_zh=_TERRITORY_ZH,
    territory_en=_TERRITORY_EN,
    threshold=_THRESHOLD,
)
AREA_RESOLUTION_CLOSED = Definition(
    id="area_resolution_closed",
    version=1,
    zh="辖区争议基层化解率（按结案）",
    en="share of the area's finished disputes resolved at the grassroots",
    numerator_zh="期间内在乡镇（街道）及以下化解并在统计时点仍然成立：协议生效、当场履行或自行和解",
    numerator_en="resolved in the period at township level or below and standing: effective "
    "agreement, performance on the spot, or private settlement",
    denominator_zh="期间内结束的调解（化解、调解不成、撤回、因当事人自行申请仲裁而中断），"
    "加期间内由仲裁委或法院受理、未经调解的争议",
    denominator_en="mediations finished in the period (resolved, failed, withdrawn, cut short by a "
    "party's own filing), and disputes that a commission or court accepted in it and nobody mediated",
    left_out_zh="不予受理而未进入调解的；已申请仲裁、未经调解而尚未受理的另列；重复登记随主案计一件",
    left_out_en="declined and so never mediated; filed, not mediated and not accepted yet (shown "
    "beside); a merged duplicate follows its leader",
    time_basis_zh="以调解结束之日归入期间；未经调解的以仲裁委或法院受理之日",
    time_basis_en="the day that finished the mediation; without one, that of acceptance by the "
    "commission or court",
    territory_zh=_TERRITORY_ZH,
    territory_en=_TERRITORY_EN,
    threshold=_THRESHOLD,
)
CENTRES_REACHING = Definition(
    id="centres_reaching",
    version=1,
    zh="达标调解中心占比",
    en="share of centres whose area reaches the threshold",
    numerator_zh="辖区争议基层化解率达到60%的调解中心",
    numerator_en="centres whose area_resolution is at least 60%",
    denominator_zh="监督区域内、期间内辖区至少有一件争议的调解中心",
    denominator_en="centres of the supervising region whose area had at least one dispute",
    left_out_zh="辖区内没有争议的调解中心另列",
    left_out_en="centres whose area had no dispute, listed apart",
    time_basis_zh=_COHORT_ZH,
    time_basis_en=_COHORT_EN,
    territory_zh=_TERRITORY_ZH,
    territory_en=_TERRITORY_EN,
    threshold=_THRESHOLD,
)
MEDIATION_SUCCESS = Definition(
    id="mediation_success",
    version=1,
    zh="调解成功率",
    en="share of finished mediations that succeeded",
    numerator_zh="协议生效、当场履行、自行和解",
    numerator_en="effective agreements, performances on the spot, private settlements",
    denominator_zh="期间内结束的调解：上述各项，加调解不成和撤回申请",
    denominator_en="mediations finished in the period: those, and those without agreement or withdrawn",
    left_out_zh="未经调解的直接仲裁、直接起诉；不予受理；因当事人自行申请仲裁而中断的；重复登记随主案",
    left_out_en="direct filings; declined applications; those cut short by a party's own filing; "
    "merged duplicates follow their leader",
    time_basis_zh="以结束调解的事实发生之日归入期间",
    time_basis_en="the day of the fact that finished the mediation",
    territory_zh=_TERRITORY_ZH,
    territory_en=_TERRITORY_EN,
)
_ANSWERED_ZH = "期间内得到法院答复的共同申请：准许、不予受理、驳回、撤回、按撤回处理；准许后被撤销的计入原答复之日"
_ANSWERED_EN = (
    "joint applications answered in the period: granted, not accepted, refused, withdrawn, "
    "treated as withdrawn; one annulled later counts on the day of its first answer"
)
_UNANSWERED = ("尚无答复的另列", "applications without an answer, shown beside")
_ANSWER_DAY = ("以法院首次答复之日归入期间", "the day of the court's first answer")
_MAKER = (
    "按合同履行地归属；按组织细分时归作出协议的调解组织",
    "by the place of work; by organisation it is that which made the agreement",
)


def _of_answers(name: str, zh: str, en: str, above: tuple[str, str]) -> Definition:
    return Definition(
        id=name,
        version=1,
        zh=zh,
        en=en,
        numerator_zh=above[0],
        numerator_en=above[1],
        denominator_zh=_ANSWERED_ZH,
        denominator_en=_ANSWERED_EN,
        left_out_zh=_UNANSWERED[0],
        left_out_en=_UNANSWERED[1],
        time_basis_zh=_ANSWER_DAY[0],
        time_basis_en=_ANSWER_DAY[1],
        territory_zh=_MAKER[0],
        territory_en=_MAKER[1],
    )


CONFIRMATION_GRANTED = _of_answers(
    "confirmation_granted",
    "司法确认准许率",
    "share of applications for confirmation granted",
    ("裁定协议有效，且未被撤销", "rulings granted and standing"),
)
CONFIRMATION_REFUSED = _of_answers(
    "confirmation_refused",
    "司法确认未准许率",
    "share of applications for confirmation not granted",
    (
        "不予受理、驳回、撤回、按撤回处理、被撤销，按理由分列",
        "not accepted, refused, withdrawn, treated as withdrawn, annulled: each by ground",
    ),
)
DEFINITIONS: dict[str, Definition] = {
    definition.name: definition
    for definition in (
        AREA_RESOLUTION,
        AREA_RESOLUTION_CLOSED,
        CENTRES_REACHING,
        MEDIATION_SUCCESS,
        CONFIRMATION_GRANTED,
        CONFIRMATION_REFUSED,
    )
}
