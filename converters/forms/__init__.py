"""Statutory forms as data, and what is done with them.

from tablewright.converters import read
from tablewright.converters.forms import check, extract_facts, recognise

document = read("report.docx")
recognise(document)          # Recognition(form='gkbg-2021', confidence=1.0, ...) or None
extract_facts(document)      # every value of the form with its status, text, unit and origin
check(document).failures     # the rules that do not hold, with their cells and both sides
"""

from .arithmetic import SumResult, arithmetic
from .check import RuleResult
from .engine import recognise
from .facts import ExtraRow, Fact, Facts, Issue, SectionFact, facts_json
from .load import list_forms, load_form
from .official import official_document
from .recognise import Recognition, TableEvidence
from .report import CheckReport, check, check_json, extract_facts
from .schema import Form

__all__ = [
    "CheckReport",
    "ExtraRow",
    "Fact",
    "Facts",
    "Form",
    "Issue",
    "Recognition",
    "RuleResult",
    "SectionFact",
    "SumResult",
    "TableEvidence",
    "arithmetic",
    "check",
    "check_json",
    "extract_facts",
    "facts_json",
    "list_forms",
    "load_form",
    "official_document",
    "recognise",
]
