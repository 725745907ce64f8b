"""Headers of tables without walls: which names span which columns."""
