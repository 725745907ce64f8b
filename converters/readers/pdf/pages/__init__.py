"""One page laid out: its tables out first, the rest in reading order."""
