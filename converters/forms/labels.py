"""Labels as they are compared, and the index of a form's labels.

Two labels are compared by their keys: half-width, simplified, letters and digits only. What
stands in brackets at the end of a label is a gloss, and is left away in a second key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz

_GLOSS = re.compile(r"[(（\[【][^()（）\[\]【】]{3,}[)）\]】]?\s*$")
_PINYIN = re.compile(
    r"(?<=[\u3400-\u9fff])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]", re.IGNORECASE
)
MAX_LABEL = 80
"""Characters of a key; longer texts are prose, not labels."""


class Labels:
    """The labels of a form: which printed label a text is, surely or by likeness."""

    def __init__(
        self,
        printed: Iterable[str],
        variants: Mapping[str, tuple[str, ...]],
        fold: Mapping[str, str],
    ) -> None:
        """An index of `printed` labels and of other wordings of them."""
        self._fold = str.maketrans({k: v for k, v in fold.items() if len(k) == 1})
        self._exact: dict[str, set[str]] = {}
        self._keys_of: dict[str, tuple[str, ...]] = {}
        for label in dict.fromkeys(printed):
            keys: dict[str, None] = {}
            for wording in (label, *variants.get(label, ())):
                keys.update(dict.fromkeys(self.keys(wording)))
            self._keys_of[label] = tuple(keys)
            for key in keys:
                self._exact.setdefault(key, set()).add(label)
        self._longest = max((len(key) for key in self._exact), default=0)
        self._starts = frozenset(key[:end] for key in self._exact for end in range(len(key) + 1))
        self.key = lru_cache(maxsize=8192)(self._key)
        self.keys_of = lru_cache(maxsize=8192)(self.keys)
        self.likeness = lru_cache(maxsize=65536)(self._likeness)
        self.matches = lru_cache(maxsize=8192)(self._matches)
        self.split = lru_cache(maxsize=4096)(self._split)

    def _key(self, text: str) -> str:
        text = unicodedata.normalize("NFKC", text).translate(self._fold)
        return "".join(char for char in text if char.isalnum()).lower()

    def keys(self, text: str) -> tuple[str, ...]:
        """The key of a text, and the one without its gloss where it has one."""
        text = _PINYIN.sub("", text)
        whole = self._key(text)
        bare = self._key(_GLOSS.sub("", text))
        return (whole, bare) if bare and bare != whole else (whole,)

    def _matches(self, text: str) -> frozenset[str]:
        """The printed labels that a text is a known wording of."""
        for key in self.keys_of(text):
            if key in self._exact:
                return frozenset(self._exact[key])
        return frozenset()

    def _likeness(self, text: str, label: str) -> float:
        """How like a text is to a printed label or a wording of it, from 0 to 1."""
        best = 0.0
        for key in self.keys_of(text):
            if not key:
                continue
            for known in self._keys_of[label]:
                best = max(best, _likeness(key, known))
        return best

    def _split(self, text: str) -> tuple[str, ...]:
        """The printed labels that a text is a run of, two or more; empty for any other text."""
        key = self.key(text)
        if len(key) < 4 or len(key) > 6 * MAX_LABEL or not self._begins_with_label(key):
            return ()
        reach: list[tuple[str, ...] | None] = [None] * (len(key) + 1)
        reach[0] = ()
        for end in range(1, len(key) + 1):
            for start in range(max(0, end - self._longest), end):
                before = reach[start]
                part = key[start:end]
                if before is not None and part in self._exact:
                    found = (*before, part)
                    best = reach[end]
                    if best is None or len(found) < len(best):
                        reach[end] = found
        parts = reach[len(key)]
        return parts if parts is not None and len(parts) > 1 else ()

    def _begins_with_label(self, key: str) -> bool:
        for end in range(1, min(len(key), self._longest) + 1):
            if key[:end] not in self._starts:
                return False
            if key[:end] in self._exact:
                return True
        return False

    def is_start(self, key: str) -> bool:
        """Whether some wording of a label begins with `key`."""
        return key in self._starts

    def is_label_key(self, key: str) -> bool:
        """Whether `key` is the key of a wording of a label."""
        return key in self._exact


def _likeness(key: str, known: str) -> float:
    if key == known:
        return 1.0
    shorter, longer = sorted((key, known), key=len)
    if len(shorter) >= 3 and (longer.startswith(shorter) or longer.endswith(shorter)):
        # Cut at a line or page break.
        return 0.75 + 0.2 * len(shorter) / len(longer)
    return fuzz.ratio(key, known) / 100
