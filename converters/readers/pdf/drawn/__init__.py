"""What drawings mean: lattices of rules, frames that stand apart, figures and charts."""
