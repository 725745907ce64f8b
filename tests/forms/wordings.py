"""Sentences of annual reports: what they tell of the tables, and what they do not.

`{n}` is the number, `{s}` the short name of the body, `{y}` the year of report, `{p}` the year
before. `CLAIMS` is keyed by rule and by the first cell that the number has to equal.
"""

from __future__ import annotations

from typing import Final

CLAIMS: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("T1", "applications.new_received.total"): (
        "{y}年,{s}共收到政府信息公开申请{n}件。",
        "全年受理政府信息公开申请{n}件,均按期处理。",
        "{y}年度新收到公民、法人和其他组织提出的政府信息公开申请{n}件。",
        "本机关{y}年共接到{n}件政府信息公开申请。",
        "收到申请{n}件,其中网上申请3件、当面申请2件。",
        "依申请公开方面,全年新收政府信息公开申请共计{n}件,上年结转另计。",
        "上年结转的申请已全部办完,本年新收政府信息公开申请{n}件。",
        "截至{y}年12月31日,{s}共受理信息公开申请{n}件。",
        "{y}年共收到{n}条依申请公开事项。",
        "比{p}年有所增加,{y}年{s}收到政府信息公开申请{n}件。",
        "本年度收到的政府信息公开申请数量为{n}件。",
    ),
    ("T2", "applications.processed_total.total"): (
        "全年答复申请{n}件。",
        "{s}本年度已办结{n}件,按时办结率100%。",
        "共办结政府信息公开申请{n}件。",
        "全年依法作出答复{n}件。",
        "收到的申请均已登记,本年度办理完结{n}件。",
        "共答复政府信息公开申请共{n}件,答复率为98.6%。",
        "{y}年办结{n}件政府信息公开申请。",
    ),
    ("T3", "applications.carried_in.total"): (
        "上年结转{n}件。",
        "上年度结转政府信息公开申请{n}件。",
        "另有{n}件为上年结转。",
        "上一年结转的申请{n}件均已处理。",
        "加上上年结转办理的{n}件,全部登记在册。",
    ),
    ("T3", "applications.carried_out.total"): (
        "结转下年度继续办理{n}件。",
        "结转至下一年度办理{n}件。",
        "尚有{n}件结转下年度继续办理。",
        "顺延至下年度{n}件。",
        "有{n}件政府信息公开申请结转到下年办理。",
        "转入下年度继续办理{n}件。",
    ),
    ("T4", "applications.granted.total"): (
        "予以公开{n}件。", "办理结果为予以公开的{n}件。", "作出“予以公开”答复{n}件。",
        "答复中决定予以公开的申请共{n}件。", "另{n}件予以公开。",
    ),
    ("T4", "applications.partial.total"): (
        "部分公开{n}件。", "属于部分公开的有{n}件。", "作出部分公开决定{n}件。",
        "{n}件予以部分公开。",
    ),
    ("T4", "applications.denied_state_secret.total"): (
        "不予公开{n}件。", "不予公开的申请{n}件。", "答复不予公开共{n}件。", "另外{n}件不予公开。",
    ),
    ("T4", "applications.unable_not_held.total"): (
        "无法提供{n}件。", "因不掌握信息等原因无法提供的{n}件。", "无法提供共计{n}件。",
    ),
    ("T4", "applications.refused_petition.total"): (
        "不予处理{n}件。", "不予处理的申请有{n}件。", "其余{n}件不予处理。",
    ),
    ("T4", "applications.other_no_correction.total"): (
        "其他处理{n}件。", "作其他处理的{n}件。", "其他处理情形共{n}件。",
    ),
    ("T5", "remedies.review.total"): (
        "全年被申请行政复议{n}件。",
        "因政府信息公开被申请行政复议案件{n}起。",
        "发生涉及政府信息公开的行政复议案{n}宗。",
        "{y}年共有{n}件政府信息公开行政复议。",
        "政府信息公开行政复议共{n}件。",
        "受理以本机关为被申请人的政府信息公开行政复议案件共计{n}件。",
    ),
    ("T5", "remedies.suit_direct.total"): (
        "被提起行政诉讼{n}件。",
        "政府信息公开行政诉讼案件共{n}件。",
        "发生{n}起政府信息公开行政诉讼。",
        "行政诉讼案件数量为{n}件。",
    ),
    ("T6", "proactive.normative.issued"): (
        "本年制发规范性文件{n}件。",
        "{y}年{s}印发行政规范性文件{n}份。",
        "全年出台了{n}件规范性文件。",
        "共制定行政规范性文件共{n}件,均及时公开。",
    ),
    ("T6", "proactive.normative.repealed"): (
        "废止规范性文件{n}件。", "本年宣布废止行政规范性文件共{n}件。",
        "废止了{n}件行政规范性文件。",
    ),
    ("T6", "proactive.normative.in_force"): (
        "现行有效规范性文件{n}件。",
        "现行有效的行政规范性文件共{n}件。",
        "目前行政规范性文件现行有效{n}件。",
    ),
    ("T6", "proactive.normative.made"): (
        "本年制发规范性文件{n}件。", "{y}年{s}新制作行政规范性文件{n}份。",
        "全年出台了{n}件规范性文件。",
    ),
}  # fmt: skip

ZERO: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("T1", "applications.new_received.total"): (
        "全年未收到政府信息公开申请。",
        "{y}年{s}没有收到公民、法人或其他组织的政府信息公开申请。",
        "{y}年全年未收到政府信息依申请公开申请。",
        "收到政府信息公开申请零件。",
        "收到政府信息公开申请数量为零。",
    ),
    ("T3", "applications.carried_out.total"): (
        "无结转下年度继续办理的申请。", "没有申请结转至下一年度。",
    ),
    ("T5", "remedies.review.total"): (
        "没有发生行政复议。",
        "未发生因政府信息公开工作被申请行政复议的情况。",
        "全年无政府信息公开行政复议案件。",
    ),
    ("T5", "remedies.suit_direct.total"): (
        "没有发生行政诉讼。", "未发生因政府信息公开被提起行政诉讼的案件。",
        "无因政府信息公开引起的行政诉讼。",
    ),
    ("T6", "proactive.normative.issued"): ("本年未制发行政规范性文件。", "没有出台规范性文件。"),
}  # fmt: skip

COMPOUND: Final[tuple[tuple[str, tuple[tuple[str, str], ...]], ...]] = (
    (
        "{y}年,{s}新收到政府信息公开申请{0}件,上年结转{1}件,办结{2}件,结转下年度继续办理{3}件。",
        (
            ("T1", "applications.new_received.total"),
            ("T3", "applications.carried_in.total"),
            ("T2", "applications.processed_total.total"),
            ("T3", "applications.carried_out.total"),
        ),
    ),
    (
        "上年结转政府信息公开申请{0}件,本年新收到申请{1}件;予以公开{2}件、部分公开{3}件、"
        "不予公开{4}件、无法提供{5}件、不予处理{6}件、其他处理{7}件。",
        (
            ("T3", "applications.carried_in.total"),
            ("T1", "applications.new_received.total"),
            ("T4", "applications.granted.total"),
            ("T4", "applications.partial.total"),
            ("T4", "applications.denied_state_secret.total"),
            ("T4", "applications.unable_not_held.total"),
            ("T4", "applications.refused_petition.total"),
            ("T4", "applications.other_no_correction.total"),
        ),
    ),
    (
        "因政府信息公开被申请行政复议{0}件、被提起行政诉讼{1}件。",
        (("T5", "remedies.review.total"), ("T5", "remedies.suit_direct.total")),
    ),
    (
        "本年制发行政规范性文件{0}件,废止{1}件,现行有效{2}件。",
        (
            ("T6", "proactive.normative.issued"),
            ("T6", "proactive.normative.repealed"),
            ("T6", "proactive.normative.in_force"),
        ),
    ),
)

DECOYS: Final[tuple[str, ...]] = (
    "全市各级行政机关共收到政府信息公开申请{n}件,办结{n}件。",
    "全区共收到政府信息公开申请{n}件。其中办结{n}件,予以公开{n}件。",
    "截至{y}年6月30日,收到政府信息公开申请{n}件。",
    "截至目前,历年累计受理政府信息公开申请{n}件。",
    "《条例》施行以来,累计收到政府信息公开申请{n}件。",
    "{p}年收到政府信息公开申请{n}件,办结{n}件。",
    "去年同期受理申请{n}件。",
    "上年度收到政府信息公开申请{n}件。",
    "收到政府信息公开申请数量同比增长{n}件。",
    "其中,通过网上申请渠道收到申请{n}件,通过信函收到申请{n}件。",
    "上半年共收到政府信息公开申请{n}件。",
    "全年答复市长热线{n}件。",
    "办结人大代表建议和政协提案{n}件。",
    "全年答复网民留言{n}条,咨询答复{n}件。",
    "收到政府信息公开申请约{n}件。",
    "全年共收到政府信息公开申请{n}余件,办结申请近{n}件。",
    "全年共答复申请{n}多件。",
    "收到政府信息公开申请1.2万件。",
    "上年结转和新收申请共{n}件。",
    "主动公开政府信息{n}条,比上年增加{n}条。",
    "通过网站主动予以公开{n}条,微信公众号发布{n}条。",
    "办理工伤行政复议{n}件。",
    "全县行政复议机关受理行政复议案件{n}件,人民法院受理行政诉讼{n}件。",
    "向市政府备案,累计制发规范性文件{n}件。",
    "历年制定行政规范性文件{n}件。",
    "清理规范性文件{n}件,修改{n}件。",
    "制定政策文件{n}件。",
    "依申请公开按时办结率{n}%,群众满意度达99.2%。",
    "予以公开的占{n}%,不予公开的占{n}%。",
    "举办培训{n}次,参加{n}人次,全年未发生泄密事件。",
    "收取信息处理费{n}元。",
    "受理行政许可申请{n}件,办结{n}件。",
    "收到低保申请{n}件,已全部答复。",
    "网站总访问量达{n}次,收到信件{n}封。",
    "下一年计划制发规范性文件{n}件。",
)

NUMERALS: Final = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number up to 99,999 in Chinese numerals."""
    if number < 10:
        return NUMERALS[number]
    if number < 20:
        return "十" + (NUMERALS[number - 10] if number > 10 else "")
    for scale, word in ((10_000, "万"), (1_000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            head, rest = divmod(number, scale)
            text = chinese(head) + word
            if not rest:
                return text
            gap = "零" if rest < scale // 10 else ""
            tail = chinese(rest)
            # Inside a larger number ten is told as 一十.
            return text + gap + ("一" + tail if tail.startswith("十") else tail)
    raise AssertionError
