"""Benchmarks: what is measured, never what must hold. `python -m bench` lists them."""
