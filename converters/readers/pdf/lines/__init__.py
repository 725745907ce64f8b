"""Words and lines of text, and the text columns they stand in."""
