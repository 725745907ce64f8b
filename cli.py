"""The command line: options -> library call -> output. No conversion logic stands here."""

from __future__ import annotations

import json
import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from tablewright import converters
from tablewright.converters import (
    LimitExceeded,
    TablewrightError,
    UnsupportedFormat,
    UsageError,
    json_schema,
)
from tablewright.converters.api import load_source, settled
from tablewright.converters.batch import Job, Outcome, passed_over, plan_jobs, run_job
from tablewright.converters.debug import (
    LAYERS,
    PictureFormat,
    chosen_layers,
    draw,
    page_targets,
    read_views,
)
from tablewright.converters.delivery import deliver, refuse_overwriting
from tablewright.converters.errors import UnreadableSource
from tablewright.converters.faults import fault_of
from tablewright.converters.forms import (
    Form,
    check_json,
    extract_facts,
    facts_json,
    list_forms,
    load_form,
)
from tablewright.converters.forms import check as check_document
from tablewright.converters.forms.listing import report_lines
from tablewright.converters.model import Diagnostic
from tablewright.converters.readers import READERS, ReadOptions, read_source
from tablewright.converters.readers.base import OcrEngine
from tablewright.converters.readers.office import find_office, office_version
from tablewright.converters.readers.pdf.workers.processes import kept_workers
from tablewright.converters.readers.scan.weights import (
    OCR_PACKAGES,
    engine_label,
    missing_packages,
)
from tablewright.converters.writers import FACSIMILES, WRITERS, SpanPolicy, WriteOptions
from tablewright.converters.writers.exports import EXPORTS
from tablewright.converters.writers.templating import copy_template, list_templates

EXIT_CODES = """Exit codes: 0 done; 2 wrong usage; 3 the source cannot be read; 4 format not
supported; 5 password needed; 6 a limit was hit; 7 proof failed; 8 content was left out and
--strict was given. With several sources: the code of the first that failed."""

app = typer.Typer(
    name="tablewright",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES,
)
"""The Typer application that the `tablewright` command runs."""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"tablewright {converters.__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Recover tables and text from documents and re-render them, with proof."""


Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE", help="Files or folders; - is standard input.")
]
Output = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="OUT", help="File or folder; - is standard output."),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print errors only.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Print all diagnostics.")]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="FORMAT", help="Reader to use; the content decides otherwise."),
]
Content = Annotated[
    Literal["main", "all"], typer.Option(help="Main content of a page, or with its menus.")
]
Pages = Annotated[
    str | None, typer.Option(metavar="1-3,7", help="Pages to read, for sources with pages.")
]
Password = Annotated[str | None, typer.Option(help="Password of an encrypted source.")]
Ocr = Annotated[Literal["auto", "always", "never"], typer.Option(help="Whether to read pictures.")]
OcrEngineChoice = Annotated[
    OcrEngine,
    typer.Option(
        "--ocr-engine", help="What reads pictures; fast: a third of the time, more errors."
    ),
]
Stitch = Annotated[
    bool, typer.Option("--stitch/--no-stitch", help="Join tables that page breaks cut.")
]
Engine = Annotated[
    Literal["auto", "pdfium", "pdfplumber"], typer.Option(help="What reads the objects of a PDF.")
]
Changes = Annotated[
    Literal["accepted", "original", "all"], typer.Option(help="How to read tracked changes.")
]
Comments = Annotated[bool, typer.Option("--comments", help="Keep comments, as notes.")]

FormChoice = Annotated[
    str, typer.Option("--form", metavar="auto|none|ID", help="Form to read by: an id or a path.")
]


@app.command(epilog=EXIT_CODES)
def convert(
    sources: Sources,
    output: Output = None,
    to: Annotated[
        Literal["html", "md", "docx", "json", "pdf"] | None,
        typer.Option(help="Output format; by the suffix of OUT, else html. pdf: scans alone."),
    ] = None,
    template: Annotated[
        str | None, typer.Option(metavar="NAME|PATH", help="Template name or folder.")
    ] = None,
    spans: Annotated[
        SpanPolicy, typer.Option(help="How Markdown carries tables with spans.")
    ] = "html",
    form: FormChoice = "none",
    annex: Annotated[
        bool, typer.Option("--annex", help="With --form: add the results of its checks.")
    ] = False,
    content: Content = "main",
    strict: Annotated[bool, typer.Option("--strict", help="Fail if any text is left out.")] = False,
    verify: Annotated[
        bool, typer.Option("--verify/--no-verify", help="Read the output back and compare.")
    ] = False,
    pages: Pages = None,
    password: Password = None,
    ocr: Ocr = "auto",
    ocr_engine: OcrEngineChoice = "accurate",
    stitch: Stitch = True,
    engine: Engine = "auto",
    changes: Changes = "accepted",
    comments: Comments = False,
    source_format: From = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Convert documents to HTML, Markdown, DOCX or JSON, and scans to searchable PDF.

    Example: tablewright convert report.html -o report.docx --verify
    """
    with _messages():
        read_options = ReadOptions(
            content=content,
            pages=_page_numbers(pages),
            password=password,
            ocr=ocr,
            ocr_engine=ocr_engine,
            stitch=stitch,
            engine=engine,
            changes=changes,
            comments=comments,
        )
        write_options = WriteOptions(template=template, spans=spans)
        if annex and form == "none":
            raise UsageError("--annex gives the results of a form's checks: add --form auto.")
        jobs = plan_jobs(sources, output, to, tables_only=False)

    def work(job: Job) -> Outcome:
        return run_job(
            job,
            read_options,
            write_options,
            reader=source_format,
            form=form,
            annex=annex,
            strict=strict,
            verify=verify,
        )

    _tell_passed_over(sources, output, quiet=quiet)
    _run(jobs, work, quiet=quiet, verbose=verbose)


@app.command(epilog=EXIT_CODES)
def tables(
    sources: Sources,
    output: Output = None,
    to: Annotated[
        Literal["html", "md", "csv", "xlsx", "json"] | None,
        typer.Option(help="Output format; by the suffix of OUT, else md."),
    ] = None,
    content: Content = "main",
    pages: Pages = None,
    password: Password = None,
    ocr: Ocr = "auto",
    ocr_engine: OcrEngineChoice = "accurate",
    stitch: Stitch = True,
    engine: Engine = "auto",
    changes: Changes = "accepted",
    comments: Comments = False,
    source_format: From = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write only the tables; one file for each table when OUT is a folder.

    Example: tablewright tables report.docx -o tables/ --to csv
    """
    with _messages():
        read_options = ReadOptions(
            content=content,
            pages=_page_numbers(pages),
            password=password,
            ocr=ocr,
            ocr_engine=ocr_engine,
            stitch=stitch,
            engine=engine,
            changes=changes,
            comments=comments,
        )
        jobs = plan_jobs(sources, output, to, tables_only=True)

    def work(job: Job) -> Outcome:
        return run_job(job, read_options, WriteOptions(), reader=source_format)

    _tell_passed_over(sources, output, quiet=quiet)
    _run(jobs, work, quiet=quiet, verbose=verbose)


@app.command(epilog=EXIT_CODES)
def facts(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A file; - is standard input.")],
    output: Output = None,
    form: FormChoice = "auto",
    content: Content = "main",
    pages: Pages = None,
    password: Password = None,
    ocr: Ocr = "auto",
    ocr_engine: OcrEngineChoice = "accurate",
    source_format: From = None,
) -> None:
    """Print the values of a known form as JSON.

    Example: tablewright facts report.docx -o facts.json
    """
    with _messages():
        options = ReadOptions(
            content=content,
            pages=_page_numbers(pages),
            password=password,
            ocr=ocr,
            ocr_engine=ocr_engine,
        )
        document = settled(read_source(load_source(source), options, reader=source_format))
        refuse_overwriting(source, _target(output))
        data = facts_json(extract_facts(document, _form(form)))
        deliver(_target(output), data, sys.stdout.buffer)


@app.command(epilog="Exit codes: 1 when a rule of level error fails; the others as for convert.")
def check(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A file; - is standard input.")],
    previous: Annotated[
        str | None, typer.Option(metavar="SOURCE", help="The same body's report a year before.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print every result as JSON.")] = False,
    form: FormChoice = "auto",
    content: Content = "main",
    pages: Pages = None,
    password: Password = None,
    ocr: Ocr = "auto",
    ocr_engine: OcrEngineChoice = "accurate",
    source_format: From = None,
) -> None:
    """Check sums and the rules of a known form; exit 1 when an error is found.

    Example: tablewright check report-2024.docx --previous report-2023.docx
    """
    with _messages():
        options = ReadOptions(
            content=content,
            pages=_page_numbers(pages),
            password=password,
            ocr=ocr,
            ocr_engine=ocr_engine,
        )
        document = settled(read_source(load_source(source), options, reader=source_format))
        before = settled(read_source(load_source(previous), options)) if previous else None
        report = check_document(document, before, _form(form))
        lines = "".join(f"{line}\n" for line in report_lines(report))
        deliver(None, check_json(report) if as_json else lines.encode(), sys.stdout.buffer)
    raise typer.Exit(1 if report.has_errors else 0)


def _form(name: str) -> Form | None:
    """The form that a user names, by id or by path; None to recognise it.

    Raises UsageError for `none` and for a name that is no form.
    """
    if name == "auto":
        return None
    if name == "none":
        raise UsageError("This command is about forms: --form takes auto, an id or a path.")
    return load_form(name)


def _target(output: str | None) -> Path | None:
    return None if output in (None, "-") else Path(output or "")


@app.command(epilog=EXIT_CODES)
def debug(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A file; - is standard input.")],
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="OUT", help="File; - is standard output."),
    ] = None,
    to: Annotated[
        PictureFormat | None, typer.Option(help="Output format; by the suffix of OUT, else html.")
    ] = None,
    layers: Annotated[
        str | None,
        typer.Option(metavar="NAMES", help=f"Layers to draw, of {', '.join(LAYERS)}."),
    ] = None,
    pages: Pages = None,
    password: Password = None,
    ocr: Ocr = "auto",
    ocr_engine: OcrEngineChoice = "accurate",
    stitch: Stitch = True,
    engine: Engine = "auto",
    source_format: From = None,
    quiet: Quiet = False,
) -> None:
    """Draw what was read on the pages of a PDF, a scan or a picture.

    Example: tablewright debug report.pdf --pages 3 -o page.html
    """
    with _messages():
        names, target = chosen_layers(layers), _target(output)
        kind = _picture_format(to, target)
        options = ReadOptions(
            pages=_page_numbers(pages),
            password=password,
            ocr=ocr,
            ocr_engine=ocr_engine,
            stitch=stitch,
            engine=engine,
        )
        document, views = read_views(load_source(source), options, reader=source_format)
        refuse_overwriting(source, target)
        for place, data in page_targets(target, draw(settled(document), views, kind, names)):
            deliver(place, data, sys.stdout.buffer)
    if not quiet:
        shown = {view.number for view in views}
        for finding in document.diagnostics:
            if finding.severity != "info" and getattr(finding.origin, "page", None) in shown:
                _say(f"{source}: {finding.severity}: {finding.message} [{finding.code}]")


def _picture_format(to: PictureFormat | None, target: Path | None) -> PictureFormat:
    """The format that was chosen, or that of the output's suffix."""
    if to is not None or target is None:
        return to or "html"
    kinds: tuple[PictureFormat, ...] = get_args(PictureFormat)
    for kind in kinds:
        if target.suffix.lower() == f".{kind}":
            return kind
    raise UsageError(f"{target.name}: debug writes html, svg and png; add --to.")


@app.command()
def formats() -> None:
    """List the formats that are read and written.

    Example: tablewright formats
    """
    with _messages():
        _print(_format_lines())


def _format_lines() -> Iterator[str]:
    yield "Read:"
    for key, reader in READERS.items():
        yield f"  {key:<9} {reader.label} ({' '.join(reader.suffixes)})"
    yield "Written by convert:"
    for key, writer in WRITERS.items():
        yield f"  {key:<9} {writer.label} ({writer.suffix})"
    for key, label in FACSIMILES.items():
        yield f"  {key:<9} {label}"
    yield "Written by tables:"
    for key, label in EXPORTS.items():
        yield f"  {key:<9} {label}"
    yield "Forms that facts and check know:"
    for form in list_forms():
        yield f"  {form.id:<11} {', '.join(form.name.values())}"


@app.command()
def templates(
    name: Annotated[
        str | None, typer.Argument(metavar="[KIND/NAME]", help="Template to copy out.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FOLDER", help="Where to copy it.")
    ] = None,
) -> None:
    """List the built-in templates, or copy one out for editing.

    Example: tablewright templates html/standard -o my-template
    """
    with _messages():
        if name is None:
            _print(list_templates())
            return
        kind, _, rest = name.partition("/")
        if not rest:
            raise UsageError(f"{name!r} is not KIND/NAME, for example html/standard.")
        _print(map(str, copy_template(kind, rest, output or Path(rest))))


@app.command()
def schema() -> None:
    """Print the JSON Schema of the document model.

    Example: tablewright schema > document.schema.json
    """
    with _messages():
        _print([json.dumps(json_schema(), indent=2, ensure_ascii=False)])


@app.command()
def doctor() -> None:
    """Tell what is installed and what that makes possible.

    Example: tablewright doctor
    """
    with _messages():
        _print(_installed())


def _installed() -> Iterator[str]:
    yield f"tablewright {converters.__version__}, Python {platform.python_version()}"
    for package in ("lxml", "selectolax", "msgspec", "jinja2", "python-docx", "openpyxl"):
        yield f"  {package} {_version_of(package)}"
    office = find_office()
    number = None if office is None else office_version(office)
    found = "not found" if office is None else f"found {number or ''}".rstrip()
    suffixes = " ".join(READERS["office"].suffixes)
    yield f"  soffice: {found} (LibreOffice: needed to read {suffixes})"
    yield from _recognition()
    found = "found" if shutil.which("chromium") else "not found"
    yield f"  chromium: {found} (Chromium: the tests look at HTML with it)"


def _recognition() -> Iterator[str]:
    """What there is for reading scans, and how to get what is missing."""
    missing = {*missing_packages("accurate"), *missing_packages("fast")}
    for package, extra in OCR_PACKAGES.items():
        found = "not found" if package in missing else _version_of(package)
        yield f"  {package}: {found} (the extra `{extra}`: needed to read scans and pictures)"
    for engine in get_args(OcrEngine):
        try:
            yield f"  scans, --ocr-engine {engine}: can be read with {engine_label(engine)}"
        except UnsupportedFormat as error:
            yield f"  scans, --ocr-engine {engine}: cannot be read. {error}"


def _version_of(package: str) -> str:
    """The version of an installed package; one that another package stands in for has none."""
    from importlib.metadata import PackageNotFoundError, version  # takes long to import

    try:
        return version(package)
    except PackageNotFoundError:
        return "found"


def _page_numbers(text: str | None) -> tuple[int, ...] | None:
    """Page numbers of `1-3,7`, sorted, each once."""
    if text is None:
        return None
    numbers: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if not (first.isdecimal() and (last.isdecimal() or not dash)):
            raise UsageError(f"{text!r} is not a list of pages such as 1-3,7.")
        low, high = int(first), int(last or first)
        if not 1 <= low <= high <= 1_000_000:
            raise UsageError(f"{part.strip()!r} is not a range of pages counted from 1.")
        numbers.update(range(low, high + 1))
    return tuple(sorted(numbers))


@contextmanager
def _messages() -> Iterator[None]:
    """Turn our errors into one sentence on standard error and their exit code."""
    try:
        yield
    except TablewrightError as error:
        _say(f"tablewright: {error}")
        raise typer.Exit(error.exit_code) from error


def _print(lines: Iterable[str]) -> None:
    """Lines for standard output; raises UsageError when it cannot be written."""
    deliver(None, "".join(f"{line}\n" for line in lines).encode(), sys.stdout.buffer)


def _say(line: str) -> None:
    typer.echo(line, err=True)


def _run(jobs: list[Job], work: Callable[[Job], Outcome], *, quiet: bool, verbose: bool) -> None:
    """Do every job; report failures at the end; exit with the code of the first."""
    failures: list[tuple[Job, TablewrightError]] = []
    with kept_workers() if len(jobs) > 1 else nullcontext():
        for job in _with_progress(jobs):
            try:
                outcome = work(job)
                outcome.deliver(sys.stdout.buffer)
            except TablewrightError as error:
                failures.append((job, error))
                continue
            except MemoryError:
                refusal = LimitExceeded(f"{job.name} needs more memory than there is; split it.")
                failures.append((job, refusal))
                continue
            except Exception as error:  # a fault of ours in one file costs no other
                fault = UnreadableSource(f"{job.name} was not converted: {fault_of(error)}.")
                failures.append((job, fault))
                continue
            if not quiet:
                _tell(job, outcome.diagnostics, verbose=verbose)
    for _job, failure in failures:
        _say(f"tablewright: {failure}")
    if failures:
        if len(jobs) > 1:
            _say(f"tablewright: {len(failures)} of {len(jobs)} sources failed.")
        raise typer.Exit(failures[0][1].exit_code)


def _tell(job: Job, diagnostics: Iterable[Diagnostic], *, verbose: bool) -> None:
    for finding in diagnostics:
        if verbose or finding.severity != "info":
            _say(f"{job.name}: {finding.severity}: {finding.message} [{finding.code}]")


def _tell_passed_over(sources: Sequence[str], output: str | None, *, quiet: bool) -> None:
    """Say which files of the folders are no sources; a wrong suffix would hide a document."""
    kinds = {} if quiet else passed_over(sources, output)
    if kinds:
        named = ", ".join(f"{kind} ({count})" for kind, count in sorted(kinds.items()))
        _say(f"tablewright: files of other kinds were passed over: {named}.")


def _with_progress(jobs: list[Job]) -> Iterator[Job]:
    """The jobs, with a progress bar on a terminal once two seconds have gone by."""
    if len(jobs) < 2 or not sys.stderr.isatty():
        yield from jobs
        return
    from rich.console import Console
    from rich.progress import Progress

    began = time.monotonic()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task: Any = None
        for done, job in enumerate(jobs):
            if task is None and time.monotonic() - began > 2:
                task = progress.add_task("converting", total=len(jobs))
            if task is not None:
                progress.update(task, completed=done, description=job.name)
            yield job


if __name__ == "__main__":
    app()
