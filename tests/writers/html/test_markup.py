from __future__ import annotations

import pytest

from tablewright.converters.writers.html.markup import (
    attributes,
    encoded_address,
    escape_attribute,
    escape_text,
    is_safe_address,
    is_safe_picture,
    number_text,
)
from tablewright.converters.writers.html.mathml import safe_mathml
from tablewright.converters.writers.html.words import guess_language


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b> & \"q\" 'a'", "&lt;b&gt; &amp; \"q\" 'a'"),
        ("“全角”　\u00a0", "“全角”　\u00a0"),
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\x00b\x1fc\ud800d\ufffee", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("&amp;", "&amp;amp;"),
    ],
)
def test_text_is_escaped_and_nothing_else_changed(text: str, html: str) -> None:
    assert escape_text(text) == html


def test_quotes_are_escaped_in_attributes_only() -> None:
    assert escape_attribute('"<') == "&quot;&lt;"
    assert attributes([("a", 1), ("b", None), ("c", False), ("d", True), ("e", "")]) == (
        ' a="1" d e=""'
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://a/b",
        "HTTP://a",
        "mailto:a@b",
        "tel:1",
        "ftp://a",
        "a/b.html",
        "#c",
        "?q=a:b",
        "",
        "//a/b",
        "./a:b",
        "1:2",
    ],
)
def test_addresses_that_links_keep(address: str) -> None:
    assert is_safe_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:x",
        "JaVaScRiPt:x",
        " javascript:x",
        "java\nscript:x",
        "\x01javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/hosts",
        "blob:x",
        "\u200bjavascript:x",
    ],
)
def test_addresses_that_links_lose(address: str) -> None:
    assert not is_safe_address(address)


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("a.png", True),
        ("https://a/b.png", True),
        ("//a/b.png", False),
        ("\\\\a\\b.png", False),
        ("file:///b.png", False),
        ("data:image/png;base64,", False),
        ("mailto:a@b", False),
    ],
)
def test_pictures_are_loaded_from_the_web_or_beside_the_page_only(address: str, safe: bool) -> None:
    assert is_safe_picture(address) is safe


def test_only_what_a_url_must_not_hold_is_encoded_in_an_address() -> None:
    assert encoded_address("http://例/a b?<c>&%41%") == "http://例/a%20b?%3Cc%3E&%41%"


@pytest.mark.parametrize(
    ("number", "text"), [(1.0, "1"), (0.1, "0.1"), (1e-7, "1e-07"), (72.5, "72.5"), (-0.0, "-0")]
)
def test_numbers_are_short_and_exact(number: float, text: str) -> None:
    assert number_text(number) == text
    assert float(text) == number


@pytest.mark.parametrize(
    ("mathml", "html"),
    [
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>', "<mi>x</mi>"),
        ("<math><mi onclick='x()' mathvariant='bold'>&lt;</mi></math>", None),
        ("<math><script>x()</script><mo>+</mo></math>", "<mo>+</mo>"),
        ("<math><mi href='javascript:x()'>x</mi></math>", "<mi>x</mi>"),
        ("<math><semantics><mi>x</mi><annotation>y</annotation></semantics></math>", "<mi>x</mi>"),
        ("<math><annotation-xml><p>x</p></annotation-xml></math>", ""),
    ],
)
def test_mathml_keeps_what_mathml_knows(mathml: str, html: str | None) -> None:
    expected = '<mi mathvariant="bold">&lt;</mi>' if html is None else html
    assert safe_mathml(mathml, display=False) == f"<math>{expected}</math>"


@pytest.mark.parametrize("mathml", ["<math>", "", "x", "<p/>", "<!DOCTYPE a [<!ENTITY b 'c'>]>"])
def test_mathml_that_is_none_is_not_shown(mathml: str) -> None:
    assert safe_mathml(mathml, display=True) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("青溪县2024年报告", "zh"),
        ("Annual report of 青溪", "en"),
        ("年次報告について", "ja"),
        ("连“の”字也用的中文店名", "zh"),
        ("연례 보고서", "ko"),
        ("", "en"),
    ],
)
def test_the_language_is_guessed_by_the_script(text: str, language: str) -> None:
    assert guess_language(text) == language
