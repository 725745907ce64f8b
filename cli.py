"""Command line of tablewright."""
