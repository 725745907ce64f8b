"""Tables without rules, or with few: gaps, headers and grids put together."""
