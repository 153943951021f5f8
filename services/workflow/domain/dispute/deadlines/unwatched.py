"""Periods of the rule packs that no chapter watches in a dispute, and why not."""

from typing import Final

UNWATCHED: Final[dict[str, tuple[str, str]]] = {
    "ONL.CHOOSE": (
        "双方同意在线调解的日期由法院平台掌握，本系统没有记录",
        "the court's platform knows the day on which both agreed to online mediation; it is not recorded here",
    ),
    "ONL.DESIGNATE": (
        "法院收到申请并指定调解组织在委派、委托之前，本系统自委派、委托起才有记录",
        "the court designates before it gives the mandate, and the record begins with the mandate",
    ),
    "ONL.CONFIRM": (
        "委派、委托登记时即已确认接受，待确认的阶段没有记录",
        "a mandate is recorded once it is confirmed; the time before is not on record",
    ),
    "ONL.CONTACT": (
        "委派、委托须经双方同意才予登记，仅一方同意的阶段没有记录",
        "a mandate is recorded with the consent of both sides; the time of one consent alone is not",
    ),
    "ARB.COUNTER": (
        "被申请人提出反申请没有单独的记录",
        "a counterclaim of the respondent is not reported to this service",
    ),
    "ARB.RECUSAL": (
        "仲裁员回避申请由仲裁委员会办理，本系统没有记录",
        "a request that an arbitrator stand down is dealt with by the commission and not reported here",
    ),
    "ARB.REVOKE": (
        "撤销受理的决定没有单独的记录",
        "a decision to revoke acceptance is not reported to this service",
    ),
    "CT.ANSWER": (
        "起诉状副本送达被告的日期由法院掌握，本系统没有记录",
        "the court knows the day on which the defendant received the complaint; it is not reported here",
    ),
    "ENF.PRES": (
        "是否采取财产保全没有记录",
        "whether property was preserved is not recorded",
    ),
    "BJ.CONVERT": (
        "是否在北京市网上平台申请调解没有记录；为平台规则，不是法律",
        "whether the application was made on Beijing's platform is not recorded; a rule of the platform, not of law",
    ),
    "ARC.XFER": (
        "调解组织是否列入档案移交范围没有记录，由档案管理办理",
        "whether the organisation is within the scope of archive transfer is not recorded; its archive sees to it",
    ),
}
"""By rule, the reason in Chinese and English. A rule with a period is watched by a chapter or is here."""
