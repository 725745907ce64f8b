"""Tables by white space: gutters between columns, rows, where a table starts and ends."""
