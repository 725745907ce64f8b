import pytest
from hypothesis import given
from hypothesis import strategies as st

from tablewright.converters.writers.docx.links import cleaned, is_clean


@pytest.mark.parametrize(
    "href",
    ["https://example.org/a?b=1&c=2#d", "http://example.org:8080", "mailto:me@example.org",
     "tel:+86-10-1234", "../b.html", "a/b?c=d:e", "#top", "%E4%B8%AD.html", "ftp://example.org/"],
)  # fmt: skip
def test_addresses_that_are_uris_are_targets_as_they_are(href: str) -> None:
    assert is_clean(href)
    assert cleaned(href) == href


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("http://example.org/路 径", "http://example.org/%E8%B7%AF%20%E5%BE%84"),
        (" a b.html ", "a%20b.html"),
        ("100%.html", "100%25.html"),
        ("http://[", None),
        ("http:", None),
        ("", None),
        ("a:b", None),
        ("//host/x", None),
        ("a#b#c", None),
    ],
)
def test_other_addresses_are_escaped_or_refused(href: str, expected: str | None) -> None:
    assert not is_clean(href)
    assert cleaned(href) == expected


@given(st.text())
def test_what_cleaning_gives_is_clean(href: str) -> None:
    target = cleaned(href)
    assert target is None or is_clean(target)
