from __future__ import annotations

import pytest

from tablewright.converters.model.addresses import is_safe_address, scheme_of


@pytest.mark.parametrize(
    ("address", "scheme", "safe"),
    [
        ("https://example.org/", "https", True),
        ("MAILTO:me@example.org", "mailto", True),
        ("a/b.html", None, True),
        ("#top", None, True),
        ("javascript:x", "javascript", False),
        (" JavaScript:x", "javascript", False),
        ("java\tscript:x", "javascript", False),
        ("\u200bjavascript:x", "javascript", False),
        ("data:text/html,x", "data", False),
        ("file:///etc/passwd", "file", False),
    ],
)
def test_an_address_is_safe_by_its_scheme_as_browsers_see_it(
    address: str, scheme: str | None, safe: bool
) -> None:
    assert scheme_of(address) == scheme
    assert is_safe_address(address) == safe
