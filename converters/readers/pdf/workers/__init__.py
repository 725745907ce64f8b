"""Processes that open PDFs, so that a file can only ever kill its own reading."""
