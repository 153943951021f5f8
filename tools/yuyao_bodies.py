"""The bodies of 余姚市 for its example ledger: townships, centres, union studios, commission, courts.

Twenty union studios stand as 余政办发〔2023〕92号 plans them: 8 of Ningbo's standard, 12 of Yuyao's; which
township has which is invented, as are all mediators.
"""

import random
from collections.abc import Iterator
from typing import Final, NamedTuple

NINGBO, YUYAO = "宁波市级标准", "余姚市级标准"
COMMISSION, COURT, UPPER_COURT, JOINT = "YY-ZC", "YY-FY", "NB-ZY", "YY-LHZX"
SURNAMES: Final = "陈王张徐周胡沈黄叶施严谢鲁邵史褚郑朱杨毛应夏孙韩戚魏龚劳方罗阮干诸吕赵蒋"
GIVEN: Final = "国平 建明 立群 海江 亚芬 秋萍 银凤 丽君 志坚 永康 佩芳 晓东 建立 爱国 雪芬 小飞 杏娟 伟达 文斌 燕萍 岳军 利民 金土 益民 亚珍 旭东 桂林 玲玲 军民 松涛".split()


class Township(NamedTuple):
    """One township or street: its code, its size, how much is resolved there, its studio."""

    code: str
    name: str
    region: str
    size: int
    """Matters a year."""
    resolved: float
    direct: float
    """Shares of its matters that are resolved at the grassroots, or go straight elsewhere."""
    studio: str | None


TOWNSHIPS: Final = (
    Township("LZ", "梨洲街道", "330281001", 215, 0.66, 0.20, NINGBO),
    Township("FS", "凤山街道", "330281002", 210, 0.58, 0.26, NINGBO),
    Township("LJ", "兰江街道", "330281003", 230, 0.71, 0.16, NINGBO),
    Township("YM", "阳明街道", "330281004", 260, 0.63, 0.22, NINGBO),
    Township("DT", "低塘街道", "330281005", 190, 0.60, 0.25, NINGBO),
    Township("LX", "朗霞街道", "330281006", 195, 0.68, 0.18, YUYAO),
    Township("LS", "临山镇", "330281100", 120, 0.72, 0.15, YUYAO),
    Township("HJB", "黄家埠镇", "330281101", 130, 0.55, 0.28, YUYAO),
    Township("XCE", "小曹娥镇", "330281102", 120, 0.61, 0.24, YUYAO),
    Township("SM", "泗门镇", "330281103", 240, 0.74, 0.14, NINGBO),
    Township("MZ", "马渚镇", "330281106", 180, 0.64, 0.21, NINGBO),
    Township("MS", "牟山镇", "330281108", 60, 0.67, 0.20, YUYAO),
    Township("ZT", "丈亭镇", "330281109", 115, 0.59, 0.26, YUYAO),
    Township("SQS", "三七市镇", "330281110", 105, 0.70, 0.17, YUYAO),
    Township("HMD", "河姆渡镇", "330281111", 75, 0.69, 0.18, YUYAO),
    Township("DY", "大隐镇", "330281112", 45, 0.62, 0.22, YUYAO),
    Township("LB", "陆埠镇", "330281113", 150, 0.65, 0.20, NINGBO),
    Township("LN", "梁弄镇", "330281114", 90, 0.73, 0.15, YUYAO),
    Township("DL", "大岚镇", "330281115", 28, 0.64, 0.21, YUYAO),
    Township("SMS", "四明山镇", "330281116", 22, 0.50, 0.32, None),
    Township("LT", "鹿亭乡", "330281201", 24, 0.75, 0.13, YUYAO),
)

_HEAD = """\
# 余姚市的机构、辖区和调解员名册（示例数据：调解员均为虚构）。
# Bodies, areas and mediators of Yuyao; the mediators are invented.
#
# 二十一个乡镇（街道）各有一个调解中心；工会劳动关系调处工作室二十家（宁波市级标准8家、余姚市级标准12家）
# 依据余政办发〔2023〕92号的三年目标，分布为本示例的假定。由 tools/make_yuyao_ledger.py 生成。

region = "330281"
established_on = 2020-01-01
area_from = 2020-01-01
legal_basis = "劳动争议调解仲裁法第10条第1款第3项"
certificates_from = 2020-01-01
certificates_until = 2030-12-31
"""


def centre(township: Township) -> str:
    """Code of a township's mediation centre."""
    return f"YY-{township.code}"


def studio(township: Township) -> str | None:
    """Code of a township's union studio, where it has one."""
    return f"YY-{township.code}-GH" if township.studio else None


def mediators() -> dict[str, list[str]]:
    """By organisation, the invented people who mediate for it; no two share a name."""
    chance = random.Random(92)
    names = [surname + given for surname in SURNAMES for given in GIVEN]
    chance.shuffle(names)
    codes = [JOINT, *(code for t in TOWNSHIPS for code in (centre(t), studio(t)) if code)]
    return {code: [names.pop() for _ in range(3 if code == JOINT else 2)] for code in codes}


def roster() -> str:
    """The roster as the import of bodies takes it."""
    return _HEAD + "".join(_bodies()) + "".join(_certified())


def _bodies() -> Iterator[str]:
    yield _body(
        COMMISSION, "余姚市劳动人事争议仲裁委员会", "余姚", "arbitration_commission", "district"
    )
    yield _body(COURT, "余姚市人民法院", "浙0281", "court", "district")
    yield _body(UPPER_COURT, "宁波市中级人民法院", "浙02", "court", "city", 'region = "330200"\n')
    name = "宁波市12345政务服务便民热线"
    yield _body("NB-12345", name, "12345", "bureau", "city", 'region = "330200"\n')
    name = "余姚市劳动人事争议联合调处中心"
    yield _body(JOINT, name, "余姚联调", "joint_centre", "district")
    for township in TOWNSHIPS:
        name = f"余姚市{township.name}劳动人事争议调解中心"
        short, area = f"余姚{township.name[:-2]}", f'area = ["{township.region}"]\n'
        yield _body(centre(township), name, short, "mediation_centre", "township", area)
        if code := studio(township):
            name = f"余姚市{township.name}工会劳动关系调处工作室"
            note = f"# {township.studio}\n"
            yield _body(code, name, f"{short}工会", "union_studio", "township", note)


def _body(code: str, name: str, short: str, kind: str, tier: str, more: str = "") -> str:
    return (
        f'\n[[body]]\ncode = "{code}"\nname = "{name}"\nshort_name = "{short}"\n'
        f'kind = "{kind}"\ntier = "{tier}"\n{more}'
    )


def _certified() -> Iterator[str]:
    number = 0
    for code, names in mediators().items():
        for name in names:
            number += 1
            yield (
                f'\n[[mediator]]\nname = "{name}"\ncertificate_no = "浙余调{number:04d}"\n'
                f'organisations = ["{code}"]\n'
            )
