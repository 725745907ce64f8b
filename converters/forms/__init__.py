"""Statutory forms as data, and what is done with them."""

from .load import list_forms, load_form

__all__ = ["list_forms", "load_form"]
