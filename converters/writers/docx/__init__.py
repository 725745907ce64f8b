"""The DOCX writer: Document -> Office Open XML, by way of a template folder."""

from .document import write_docx
from .losses import find_losses

__all__ = ["find_losses", "write_docx"]
