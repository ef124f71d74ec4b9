"""What helps editors: check. Uses the builder; only the command line uses it."""
