"""What specimens are made from: words, fonts, lines, shades, forms of numbers.

There are four palettes. Recovery is tuned on specimens of three, one plain, one varied and one
harder: narrow and wide paddings, forms of numbers with spaces in them, fonts without a bold face.
The fourth, held out, shares none of their words, fonts, line widths, shades, paddings or rarer
forms of numbers, and serves to measure only.

The fonts of the harder one are free ones from packages of their own: Libertine, Gentium, Lato, Old
Standard, Latin Modern, WenKai and SungtiL.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Material of one part of the specimens."""

    words: dict[str, str]
    """Words with white space between them, by script: `en`, `zh`, `ru`."""
    fonts: dict[str, tuple[str, ...]]
    """Font families by script."""
    typewriter: dict[str, str]
    """Families in which a wide character is as wide as two narrow ones."""
    lines: tuple[float, ...]
    """Widths of rules in points."""
    kinds: tuple[str, ...]
    """CSS border styles."""
    inks: tuple[str, ...]
    """Colours of rules."""
    shades: tuple[str, ...]
    """Colours of rows."""
    heads: tuple[tuple[str, str], ...]
    """Colours of header rows and of their text."""
    paddings: tuple[tuple[float, float], ...]
    """Points above and below a text, and beside it."""
    numbers: tuple[str, ...]
    """Forms of numbers, see `Maker.number`."""
    blanks: tuple[tuple[str, ...], tuple[str, ...]]
    """What stands where there is no value, outside Chinese tables and in them."""


TUNING = Palette(
    words={
        "en": """revenue cost goods services export import local total balance change rate price
            share growth public health energy water transport housing education finance labour
            trade industry construction other manufacturing average index quarter region capital
            annual household development government expenditure unemployment population""",
        "zh": """行政许可 行政处罚 行政强制 规范性文件 规章 政府信息公开申请 予以公开 部分公开
            不予公开 无法提供 不予处理 其他处理 总计 结转下年度 商业企业 科研机构 社会公益组织
            法律服务机构 自然人 维持 纠正 尚未审结 年度 数量 制发件数 废止件数 现行有效 备注""",
        "ru": """доход расход товары услуги экспорт импорт всего баланс рост доля цена год квартал
            область население образование здоровье энергия вода транспорт жильё торговля""",
    },
    fonts={
        "en": ("Liberation Serif", "Liberation Sans", "DejaVu Sans"),
        "zh": ("Noto Serif CJK SC", "Noto Sans CJK SC"),
        "ru": ("Liberation Serif", "Liberation Sans", "DejaVu Sans"),
    },
    typewriter={"en": "DejaVu Sans Mono", "zh": "Noto Sans Mono CJK SC", "ru": "DejaVu Sans Mono"},
    lines=(0.5, 1.0),
    kinds=("solid",),
    inks=("#000000",),
    shades=("#dddddd", "#eef2f8"),
    heads=(("#cccccc", "#000000"), ("#dddddd", "#000000")),
    paddings=((1, 4), (2, 6), (0.5, 8), (4, 6), (1, 3)),
    numbers=("count", "thousands", "share", "percent", "negative"),
    blanks=(("", "-", "–", "..."), ("", "-", "无")),
)

VARIED = Palette(
    words={
        "en": """orchards cattle sheep dairy tractors irrigation drainage lakes rivers floods storms
            rainfall snow temperature wind sunshine stations rangers visitors campsites trails
            museums archives libraries readers volumes loans theatres concerts audience tickets
            sports clubs members coaches fees subsidies opening closing maximum minimum year""",
        "zh": """果园 畜牧 灌溉 水库 河流 降雨量 平均气温 气象站 游客 步道 博物馆 档案馆 图书馆 读者
            册数 剧院 演出 观众 门票 体育 俱乐部 会员 教练 费用 补贴 期初 期末 最高 最低 年份 备查
            主管部门 实施日期 面积 株数 头数 较上年 增减 累计 本季 其中""",
        "ru": """сады скот овцы молоко тракторы орошение озёра реки паводки осадки снег температура
            ветер станции посетители тропы музеи архивы библиотеки читатели театры концерты
            билеты спорт клубы взносы субсидии начало конец""",
    },
    fonts={
        "en": ("C059", "URW Bookman", "URW Gothic", "DejaVu Sans Condensed", "Nimbus Sans Narrow"),
        "zh": ("AR PL UKai CN", "WenQuanYi Micro Hei"),
        "ru": ("C059", "URW Bookman", "DejaVu Sans Condensed"),
    },
    typewriter={"en": "Noto Sans Mono", "zh": "AR PL UKai CN", "ru": "Noto Sans Mono"},
    lines=(0.25, 0.6, 1.2, 2.0),
    kinds=("solid", "solid", "dashed", "dotted", "double"),
    inks=("#000000", "#777777", "#7a1f1f", "#2e6b3a"),
    shades=("#e8e8e8", "#dce6f1", "#fde9d9"),
    heads=(("#2e6b3a", "#ffffff"), ("#d8e4bc", "#000000"), ("#eaeaea", "#333333")),
    paddings=((0.8, 4.5), (2.5, 5.5), (1.2, 9), (3.5, 4), (0.4, 3)),
    numbers=(
        *("count", "plain", "thousands", "apostrophe", "points", "sign-after", "range"),
        *("percent-comma", "euro", "year"),
    ),
    blanks=(("", "***", "x", "–", "na"), ("", "——", "…", "-")),
)

HARDER = Palette(
    words={
        "en": """parcels letters couriers depots inquiries surveys households renters owners tenants
            taxes levies duties excise refunds credits debits arrears auctions tenders contracts
            suppliers invoices stock inventory turnover dividends shares bonds yield premium claims
            insured accidents injuries offences convictions prisons courts juries judges bail
            age sex marital status native foreign born arrivals departures nights rooms""",
        "zh": """邮件 包裹 快递 调查 住户 税收 关税 退税 欠款 拍卖 招标 合同 供应商 发票 库存
            营业额 股息 债券 收益率 保费 理赔 事故 伤亡 犯罪 判决 法院 法官 保释 年龄 性别
            婚姻状况 本地 外籍 出生 入境 出境 床位 客房 上期 本期 其中 比上年 增幅
            所属部门 经办人 联系方式 说明 序号""",
        "ru": """посылки письма курьеры склады запросы опросы владельцы налоги пошлины возвраты
            кредиты долги торги договоры поставщики счета запасы оборот акции облигации выплаты
            аварии травмы суды судьи возраст пол статус въезд выезд ночи номера""",
    },
    fonts={
        "en": ("Linux Libertine O", "Gentium Plus", "Lato", "Old Standard TT", "Latin Modern Sans"),
        "zh": ("LXGW WenKai", "AR PL SungtiL GB"),
        "ru": ("Linux Libertine O", "Gentium Plus", "Lato", "Old Standard TT"),
    },
    typewriter={"en": "Latin Modern Mono", "zh": "LXGW WenKai Mono", "ru": "LXGW WenKai Mono"},
    lines=(0.2, 0.4, 0.8, 1.4),
    kinds=("solid", "solid", "dotted", "dashed", "double"),
    inks=("#000000", "#444444", "#003366"),
    shades=("#f5f5f5", "#e7efe0", "#fff7d6"),
    heads=(("#003366", "#ffffff"), ("#c6d9f0", "#000000"), ("#eeeeee", "#111111")),
    paddings=((1.7, 5.2), (3.2, 6.5), (0.6, 3.3), (4.6, 4.7), (2.2, 11), (0.2, 2.6), (6, 6)),
    numbers=(
        *(
            "count",
            "plain",
            "grouped",
            "bracketed",
            "space-sign",
            "signed-whole",
            "currency-before",
        ),
        *("unit", "percent-space", "iso-date", "day-date", "footnoted"),
    ),
    blanks=(("", "—", "nil", "0", "×"), ("", "—", "＼", "0", "×")),
)

HELD_OUT = Palette(
    words={
        "en": """wheat barley timber fishing vessels harbour railway freight passengers licences
            permits complaints appeals hearings staff salaries pensions grants loans interest
            repayment surplus deficit reserve forecast outturn estimate district borough county
            council schools pupils teachers hospitals beds patients roads bridges length area
            volume weight value budget net gross mean median""",
        "zh": """本年新收 上年结转 本年办结 小计 合计 占比 同比增长 单位名称 项目 预算数 决算数
            一般公共预算 基金收入 教育支出 卫生健康 农林水 城乡社区 交通运输 住房保障 债务付息
            收费标准 征收依据 行政复议 行政诉讼 结果维持 其他结果 案件 人次 亩产 粮食产量""",
        "ru": """пшеница ячмень лесозаготовка рыболовство суда гавань дорога грузы пассажиры
            лицензии жалобы заседания сотрудники оклады пенсии займы проценты погашение излишек
            дефицит резерв прогноз оценка район округ школы учителя больницы""",
    },
    fonts={
        "en": ("Nimbus Roman", "P052", "Nimbus Sans", "DejaVu Serif", "Liberation Sans Narrow"),
        "zh": ("AR PL UMing CN", "WenQuanYi Zen Hei"),
        "ru": ("Nimbus Roman", "P052", "DejaVu Serif"),
    },
    typewriter={"en": "Liberation Mono", "zh": "WenQuanYi Zen Hei Mono", "ru": "Liberation Mono"},
    lines=(0.3, 0.75, 1.5),
    kinds=("solid", "solid", "solid", "dotted", "dashed"),
    inks=("#000000", "#555555", "#1f4e79"),
    shades=("#f0f0f0", "#e2efda", "#fff2cc"),
    heads=(("#1f4e79", "#ffffff"), ("#b4c6e7", "#000000"), ("#f2f2f2", "#222222")),
    paddings=((1.5, 5), (3, 7), (0.7, 3.5), (5, 5), (2, 10)),
    numbers=("count", "plain", "european", "brackets", "signed", "money", "spaced-percent", "date"),
    blanks=(("", "—", "n/a", "0", ".."), ("", "—", "/", "0")),
)
