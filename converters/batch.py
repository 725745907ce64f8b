"""Many sources to many outputs: which file becomes which, one at a time."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .api import load_source, refuse_losses, render, settled
from .delivery import deliver, refuse_overwriting
from .diagnostics import diagnostic
from .errors import UsageError
from .forms import load_form, official_document
from .model import Diagnostic, Document
from .model.walk import iter_tables
from .proof import verify_output
from .readers import READERS, ReadOptions, read_source
from .searchable import searchable_pdf, verify_searchable
from .writers import WriteOptions, find_losses, format_of_suffix
from .writers.exports import EXPORTS, export_of_suffix, export_tables, table_exports


@dataclass(frozen=True, slots=True)
class Job:
    """One source and where its output goes."""

    source: str
    """Path, or `-` for standard input."""
    target: Path | None
    """File or, for a job of several files, folder; None for standard output."""
    to: str
    tables_only: bool = False
    split: bool = False
    """One file for each table, in the folder `target`."""

    @property
    def name(self) -> str:
        """Name for messages."""
        return "-" if self.source == "-" else Path(self.source).name


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job made."""

    files: tuple[tuple[Path | None, bytes], ...]
    """Target and content; the target None is standard output."""
    diagnostics: tuple[Diagnostic, ...]

    def deliver(self, stdout: BinaryIO) -> None:
        """Write the files; raises UsageError for one that cannot be written."""
        for target, data in self.files:
            deliver(target, data, stdout)


def plan_jobs(
    sources: Sequence[str], output: str | None, to: str | None, *, tables_only: bool
) -> list[Job]:
    """The jobs for `sources`; folders stand for the readable files in them, sorted.

    Hidden files and the output folder itself are no sources of a folder. Raises UsageError when
    several sources have no folder to go to, when a format is missing or unknown, when two outputs
    would have one name, or when an output would overwrite its source.
    """
    inputs = list(_expand(sources, output))
    if not inputs:
        raise UsageError("There is no readable file in the folders given.")
    many = len(inputs) > 1 or any(os.path.isdir(source) for source in sources)
    chosen = _format(output, to, tables_only)
    if output in (None, "-"):
        if many:
            raise UsageError("Several sources need a folder: add -o FOLDER.")
        if chosen in ("docx", "xlsx", "pdf") and sys.stdout.isatty():
            raise UsageError(f"{chosen} does not go to a terminal: add -o FILE.{chosen}.")
        return [Job(inputs[0][0], None, chosen, tables_only)]
    assert output is not None
    if not many and not _means_folder(output):
        refuse_overwriting(inputs[0][0], Path(output))
        return [Job(inputs[0][0], Path(output), chosen, tables_only)]
    folder = Path(output)
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise UsageError(f"{output} is a file; several sources need a folder.")
    if not _means_folder(output) and _names_a_file(folder.suffix, tables_only):
        raise UsageError(f"{output} names a file; several sources need a folder: -o {output}/")
    split = tables_only and chosen != "xlsx"
    return _named(inputs, folder, chosen, tables_only, split)


def _named(
    inputs: list[tuple[str, Path]], folder: Path, to: str, tables_only: bool, split: bool
) -> list[Job]:
    """Outputs named after their sources; a stem that occurs twice keeps the source's suffix."""
    stems = [relative.with_suffix("") for _, relative in inputs]
    uses = Counter(stems)
    jobs = []
    for (source, relative), stem in zip(inputs, stems, strict=True):
        base = relative if uses[stem] > 1 else stem
        target = folder / base if split else folder / f"{base}.{to}"
        if not split:
            refuse_overwriting(source, target)
        jobs.append(Job(source, target, to, tables_only, split))
    for shared, count in Counter(job.target for job in jobs).items():
        if count > 1:
            raise UsageError(f"Two sources would be written to {shared}; convert them apart.")
    return jobs


def _expand(sources: Sequence[str], output: str | None) -> Iterator[tuple[str, Path]]:
    """Each input with the relative name that its output is named after."""
    for source in sources:
        if not source:
            raise UsageError("The name of a source is empty.")
        if source != "-" and os.path.isdir(source):
            for file in _files_below(Path(source), output):
                yield str(file), file.relative_to(source)
        else:
            yield source, Path("stdin" if source == "-" else Path(source).name)


def passed_over(sources: Sequence[str], output: str | None) -> dict[str, int]:
    """How many files of each suffix in the folders among `sources` no reader takes.

    Hidden files, lock files and those of the output folder do not count.
    """
    suffixes = _readable()
    folders = [Path(source) for source in sources if source != "-" and os.path.isdir(source)]
    files = (file for folder in folders for file in _own_files(folder, output))
    other = (file.suffix.lower() for file in files if file.suffix.lower() not in suffixes)
    return dict(Counter(suffix or "no suffix" for suffix in other))


def _readable() -> set[str]:
    return {suffix for reader in READERS.values() for suffix in reader.suffixes}


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def _files_below(folder: Path, output: str | None) -> Iterator[Path]:
    """Readable files, sorted, without hidden ones, lock files of Word, and our own outputs."""
    suffixes = _readable()
    return (file for file in _own_files(folder, output) if file.suffix.lower() in suffixes)


def _own_files(folder: Path, output: str | None) -> Iterator[Path]:
    """Files of a folder, sorted, without hidden ones, lock files of Word, and our own outputs."""
    own = Path(os.path.realpath(output)) if output else None
    inside = own is not None and own.is_relative_to(os.path.realpath(folder))
    skipped = own if inside and own != Path(os.path.realpath(folder)) else None
    for file in sorted(folder.rglob("*")):
        if _is_hidden(file.relative_to(folder)) or not file.is_file():
            continue
        if not (skipped and Path(os.path.realpath(file)).is_relative_to(skipped)):
            yield file


def _means_folder(output: str) -> bool:
    if output.endswith(("/", os.sep)) or os.path.isdir(output):
        return True
    return not Path(output).suffix and not os.path.exists(output)


def _names_a_file(suffix: str, tables_only: bool) -> bool:
    found = export_of_suffix(suffix) if tables_only else format_of_suffix(suffix)
    return found is not None


def _format(output: str | None, to: str | None, tables_only: bool) -> str:
    if to is not None:
        return to
    suffix = Path(output or "").suffix
    if output in (None, "-") or not suffix or _means_folder(output or ""):
        return "md" if tables_only else "html"
    found = export_of_suffix(suffix) if tables_only else format_of_suffix(suffix)
    if found is None:
        known = ", ".join(EXPORTS) if tables_only else "html, md, docx, json, pdf"
        raise UsageError(f"{output}: the suffix {suffix} names no format; use --to ({known}).")
    return found


def run_job(
    job: Job,
    read_options: ReadOptions,
    write_options: WriteOptions,
    *,
    reader: str | None = None,
    form: str = "none",
    annex: bool = False,
    strict: bool = False,
    verify: bool = False,
) -> Outcome:
    """Read, check and render one source; nothing is written yet.

    `form` is `none`, or `auto` or the id or path of a form, to write a document that follows it
    in the form's official layout, with `annex` followed by the results of its checks. Raises the
    errors of `read`, `render` and `verify_output`.
    """
    if job.to == "pdf":
        return _facsimile(job, read_options, reader, form=form, strict=strict, verify=verify)
    document = settled(read_source(load_source(job.source), read_options, reader=reader))
    if strict:
        refuse_losses(document)
    if form != "none":
        chosen = None if form == "auto" else load_form(form)
        document = official_document(document, chosen, annex=annex)
    if not job.tables_only:
        data = render(document, job.to, options=write_options)
        if verify:
            verify_output(document, data, job.to, write_options)
        losses = find_losses(document, job.to)
        return Outcome(((job.target, data),), (*document.diagnostics, *losses))
    return _export(job, document)


def _facsimile(
    job: Job, options: ReadOptions, reader: str | None, *, form: str, strict: bool, verify: bool
) -> Outcome:
    """A scan as a searchable PDF."""
    if form != "none":
        raise UsageError("A searchable PDF shows its source as it is: it takes no --form.")
    data, document = searchable_pdf(load_source(job.source), options, reader=reader)
    if strict:
        refuse_losses(document)
    if verify:
        verify_searchable(data, document)
    return Outcome(((job.target, data),), document.diagnostics)


def _export(job: Job, document: Document) -> Outcome:
    """The tables of a document in one file or in one file each."""
    tables = tuple(iter_tables(document.blocks))
    findings = document.diagnostics
    if not tables:
        findings = (*findings, diagnostic("no-tables", "There is no table in this source."))
    if not job.split:
        return Outcome(((job.target, export_tables(tables, job.to, document)),), findings)
    assert job.target is not None
    folder, stem = job.target.parent, job.target.name
    exports = table_exports(tables, job.to, stem, document)
    return Outcome(tuple((folder / export.name, export.data) for export in exports), findings)
