"""Grids of cells where rules are drawn, with what white space says inside them."""
