from __future__ import annotations

import re
from pathlib import Path

import pytest

from tablewright.converters.errors import TemplateError
from tablewright.converters.model import Document, Heading, Paragraph, SourceInfo, Text
from tablewright.converters.writers.base import WriteOptions
from tablewright.converters.writers.html import write_html
from tablewright.converters.writers.templating import (
    builtin_folder,
    builtin_names,
    copy_template,
    list_templates,
    render_template,
    template_folder,
)

DOCUMENT = Document(
    SourceInfo("a.txt", "text/plain"), (Heading(1, (Text("甲 & 乙"),)), Paragraph((Text("x"),)))
)


def render(folder: Path, template: str, *, max_steps: int = 100_000, **values: object) -> str:
    (folder / "document.html.j2").write_text(template, encoding="utf-8")
    return render_template(
        folder, "document.html.j2", values, {}, autoescape=True, max_steps=max_steps
    )


def failure(folder: Path, template: str) -> str:
    with pytest.raises(TemplateError) as caught:
        render(folder, template, document=DOCUMENT)
    return str(caught.value).replace(str(folder), "FOLDER").replace(folder.name, "NAME")


# --- folders --------------------------------------------------------------------------------------


def test_built_in_templates_are_listed_by_kind_and_name() -> None:
    assert "html/standard" in list_templates()
    assert builtin_names("html") == ["standard"]


def test_no_template_named_means_the_standard_one() -> None:
    assert template_folder("html", None) == builtin_folder("html", "standard")


@pytest.mark.parametrize("name", ["other", "..", "../html/standard", "", "."])
def test_a_name_that_is_no_template_is_refused_with_those_that_are(name: str) -> None:
    with pytest.raises(TemplateError, match="built in: standard"):
        builtin_folder("html", name)


def test_a_path_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="is not a folder of templates"):
        template_folder("html", tmp_path / "none")


def test_a_copied_template_writes_the_same_page(tmp_path: Path) -> None:
    folder = tmp_path / "mine" / "new"
    assert folder / "document.html.j2" in copy_template("html", "standard", folder)
    copied = write_html(DOCUMENT, WriteOptions(template=folder))
    assert copied == write_html(DOCUMENT, WriteOptions())


def test_an_edited_copy_changes_the_page(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    copy_template("html", "standard", folder)
    macro = folder / "heading.html.j2"
    edited = macro.read_text(encoding="utf-8").replace(
        "<{{ block.tag }}", '<{{ block.tag }} dir="ltr"'
    )
    macro.write_text(edited, encoding="utf-8")
    page = write_html(DOCUMENT, WriteOptions(template=str(folder))).decode()
    assert '<h1 dir="ltr">甲 &amp; 乙</h1>' in page


def test_a_copy_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    for target in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(TemplateError, match="exists already"):
            copy_template("html", "standard", target)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


# --- mistakes of a template -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (
            "a\n{% for x in %}",
            "The template is wrong in FOLDER/document.html.j2, line 2: Expected an expression, got "
            "'end of statement block'.",
        ),
        (
            "a\n\n{{ nothing }}",
            "The template NAME failed in FOLDER/document.html.j2, line 3: 'nothing' is undefined.",
        ),
        (
            "{{ 1 / 0 }}",
            "The template NAME failed in FOLDER/document.html.j2, line 1: division by zero.",
        ),
        (
            "{{ document.__class__ }}",
            "The template NAME failed in FOLDER/document.html.j2, line 1: access to attribute "
            "'__class__' of 'Document' object is unsafe.",
        ),
        (
            "{% include 'x.j2' %}",
            "The template FOLDER has no file 'x.j2' in FOLDER/document.html.j2, line 1.",
        ),
        (
            "\n{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}",
            "The template NAME calls itself without end, or the document is nested too deeply in "
            "FOLDER/document.html.j2, line 2.",
        ),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, template: str, message: str) -> None:
    assert failure(tmp_path, template) == message


def test_a_template_sees_no_file_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "mine"
    folder.mkdir()
    assert "has no file" in failure(folder, "{% include '../secret.txt' %}")
    assert "has no file" in failure(folder, f"{{% include {str(tmp_path / 'secret.txt')!r} %}}")


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__.__mro__",
        "document.blocks.__class__",
        "document['__class__']",
        "document.__init__.__globals__",
        "document|attr('__class__')",
        "'{0.__class__}'.format(document)",
        "range.__self__",
        "cycler.__init__.__globals__",
    ],
)
def test_a_template_cannot_reach_the_inside_of_python(tmp_path: Path, expression: str) -> None:
    message = failure(tmp_path, f"{{{{ {expression} }}}}")
    assert re.search("unsafe|undefined", message)


# --- templates without end ------------------------------------------------------------------------

TWICE = "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}"


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "steps"),
        ("{% for a in range(999999999999) %}{% endfor %}", "range of more than"),
        ("{% for a in 'x' * 900 %}{% for b in 'x' * 900 %}{% endfor %}{% endfor %}", "steps"),
        (TWICE, "steps"),
        ("{{ 'x' * 999999999999 }}", "repetition"),
        ("{{ 999999999 * [1] }}", "repetition"),
        ("{{ 9 ** 9 ** 9 ** 9 }}", "power"),
        ("{{ '%999999999d' % 1 }}", "operator %"),
        ("{{ 'x'|center(999999999) }}", "number larger"),
        ("{{ 'x'|indent(width=999999999) }}", "number larger"),
        ("{{ 'x'.ljust(999999999) }}", "number larger"),
        (
            "{% set n = namespace(s='xxxxxxxx') %}"
            "{% for a in range(50) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
            "64 million",
        ),
        (
            "{% set n = namespace(s='xxxxxxxx') %}"
            "{% for a in range(50) %}{% set n.s = n.s + n.s %}{% endfor %}",
            "64 million",
        ),
        (
            "{% set s = 'x' * 9999999 %}{% for a in range(9999) %}{{ s }}{% endfor %}",
            "it writes more than",
        ),
    ],
)
def test_a_template_without_end_is_stopped(tmp_path: Path, template: str, reason: str) -> None:
    assert reason in failure(tmp_path, template)


def test_ordinary_loops_and_texts_work(tmp_path: Path) -> None:
    template = (
        "{% for a in range(3) %}{{ loop.index }}/{{ loop.length }} {{ a * 2 }}{{ '-' * 3 }}"
        "{{ a ~ '<' ~ b|upper }} {% endfor %}{% for x in [] %}{% else %}none{% endfor %}"
    )
    assert render(tmp_path, template, b="x>") == (
        "1/3 0---0&lt;X&gt; 2/3 2---1&lt;X&gt; 3/3 4---2&lt;X&gt; none"
    )


def test_a_changed_template_is_read_again(tmp_path: Path) -> None:
    assert render(tmp_path, "one") == "one"
    assert render(tmp_path, "two") == "two"
