"""The DOCX writer: Document -> Office Open XML, by way of a template folder."""

from .document import write_docx

__all__ = ["write_docx"]
