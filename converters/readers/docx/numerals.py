"""Numbers in the formats of list labels (ECMA-376 Part 1, 17.18.59 ST_NumberFormat).

Formats that are not in the table are written in decimal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_UNITS: Final = ("", "十", "百", "千")
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_FORMAL_UNITS: Final = ("", "拾", "佰", "仟")
_FORMAL_TRADITIONAL: Final = "零壹貳參肆伍陸柒捌玖"
_HEAVENLY: Final = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY: Final = "子丑寅卯辰巳午未申酉戌亥"
_KOREAN: Final = "영일이삼사오육칠팔구"
_GANADA: Final = "가나다라마바사아자차카타파하"
_CHOSUNG: Final = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_AIUEO: Final = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_IROHA: Final = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
)
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ARABIC_ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ARABIC_ALPHA: Final = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשת"
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_UNDER_TWENTY: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_ONES: Final = tuple(_UNDER_TWENTY.split())
_TENS: Final = (
    "",
    "",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
)
_ORDINALS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def format_number(number: int, style: str) -> str:
    """`number` as the number format `style` prints it."""
    write = _FORMATS.get(style)
    return str(number) if write is None else write(number)


def _roman(number: int) -> str:
    if not 0 < number < 10_000:
        return str(number)
    out = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out.append(letters * count)
    return "".join(out)


def _repeated(letters: str) -> Callable[[int], str]:
    """a … z, aa, bb …: the letter is repeated on each further round."""

    def write(number: int) -> str:
        if not 0 < number <= len(letters) * 30:
            return str(number)
        rounds, index = divmod(number - 1, len(letters))
        return letters[index] * (rounds + 1)

    return write


def _cycled(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _row(first: str, last: int) -> Callable[[int], str]:
    """Signs that follow each other in Unicode, from 1 to `last`; beyond it decimal."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _enclosed_circle(number: int) -> str:
    if number == 0:
        return "⓪"
    if number <= 20:
        return _row("①", 20)(number)
    if number <= 35:
        return chr(ord("㉑") + number - 21)
    return chr(ord("㊱") + number - 36) if number <= 50 else str(number)


def _digitwise(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(abs(number)))


def _counting(
    digits: str, units: tuple[str, ...], *, elide_ten: bool, zero: str = "零"
) -> Callable[[int], str]:
    """Numbers with units of ten (一百二十三); `elide_ten`: 十二, not 一十二.

    `zero` stands for units left out in between (一百零三).
    """

    def write(number: int) -> str:
        if number == 0:
            return digits[0]
        high, low = divmod(number, 10_000)
        text = "" if not high else write(high) + "万"
        gap = bool(high) and low < 1000
        for power in (3, 2, 1, 0):
            digit = low // 10**power % 10
            if digit:
                if gap and text:
                    text += zero
                text += digits[digit] + units[power]
                gap = False
            elif text:
                gap = True
        if elide_ten and text.startswith(digits[1] + units[1]):
            text = text[1:]
        return text

    return lambda number: write(number) if 0 <= number < 100_000_000 else str(number)


def _chinese_counting(number: int) -> str:
    """Counting up to ninety-nine (九十九), digit by digit from a hundred on (一〇〇)."""
    if number < 100:
        return _counting(_DIGITS, _UNITS, elide_ten=True)(number)
    return _digitwise("○一二三四五六七八九")(number)


def _zodiac_traditional(number: int) -> str:
    if number <= 0:
        return str(number)
    return _HEAVENLY[(number - 1) % 10] + _EARTHLY[(number - 1) % 12]


def _ordinal(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return f"{number}th"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _cardinal_words(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return _ONES[hundreds] + " hundred" + (f" {_cardinal_words(rest)}" if rest else "")
    thousands, rest = divmod(number, 1000)
    return _cardinal_words(thousands) + " thousand" + (f" {_cardinal_words(rest)}" if rest else "")


def _cardinal(number: int) -> str:
    return _cardinal_words(number).capitalize() if 0 <= number < 1_000_000 else str(number)


def _ordinal_words(number: int) -> str:
    if not 0 <= number < 1_000_000:
        return str(number)
    words = _cardinal_words(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    last = last[:-1] + "ieth" if last.endswith("y") else _ORDINALS.get(last, last + "th")
    return (words[:cut] + last).capitalize()


def _upper(write: Callable[[int], str]) -> Callable[[int], str]:
    return lambda number: write(number).upper()


_LATIN: Final = _repeated("abcdefghijklmnopqrstuvwxyz")
_COUNTING: Final = _counting(_DIGITS, _UNITS, elide_ten=True)

_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": _upper(_roman),
    "lowerRoman": _roman,
    "upperLetter": _upper(_LATIN),
    "lowerLetter": _LATIN,
    "ordinal": _ordinal,
    "cardinalText": _cardinal,
    "ordinalText": _ordinal_words,
    "hex": lambda number: f"{number:X}",
    "chicago": _repeated("*†‡§"),
    "numberInDash": lambda number: f"- {number} -",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalEnclosedCircle": _enclosed_circle,
    "decimalEnclosedCircleChinese": _enclosed_circle,
    "decimalEnclosedFullstop": _row("⒈", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "ideographEnclosedCircle": _row("㊀", 10),
    "chineseCounting": _chinese_counting,
    "chineseCountingThousand": _COUNTING,
    "chineseLegalSimplified": _counting(_FORMAL, _FORMAL_UNITS, elide_ten=False),
    "taiwaneseCounting": _chinese_counting,
    "taiwaneseCountingThousand": _COUNTING,
    "taiwaneseDigital": _digitwise("○一二三四五六七八九"),
    "ideographDigital": _digitwise(_DIGITS),
    "japaneseDigitalTenThousand": _digitwise(_DIGITS),
    "japaneseCounting": _counting(_DIGITS, _UNITS, elide_ten=True, zero=""),
    "ideographLegalTraditional": _counting(_FORMAL_TRADITIONAL, _FORMAL_UNITS, elide_ten=False),
    "japaneseLegal": _counting("〇壱弐参四伍六七八九", ("", "拾", "百", "阡"), elide_ten=False),
    "ideographTraditional": _cycled(_HEAVENLY),
    "ideographZodiac": _cycled(_EARTHLY),
    "ideographZodiacTraditional": _zodiac_traditional,
    "koreanDigital": _digitwise(_KOREAN),
    "koreanDigital2": _digitwise("零一二三四五六七八九"),
    "koreanCounting": _counting(_KOREAN, ("", "십", "백", "천"), elide_ten=True, zero=""),
    "ganada": _repeated(_GANADA),
    "chosung": _repeated(_CHOSUNG),
    "aiueoFullWidth": _repeated(_AIUEO),
    "aiueo": _repeated(_AIUEO),
    "irohaFullWidth": _repeated(_IROHA),
    "iroha": _repeated(_IROHA),
    "russianLower": _repeated(_RUSSIAN),
    "russianUpper": _upper(_repeated(_RUSSIAN)),
    "arabicAbjad": _cycled(_ARABIC_ABJAD),
    "arabicAlpha": _cycled(_ARABIC_ALPHA),
    "hebrew2": _repeated(_HEBREW),
    "none": lambda number: "",
    "bullet": lambda number: "",
}
