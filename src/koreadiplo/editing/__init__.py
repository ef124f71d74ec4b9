"""What helps editors: check and links. Uses the builder; only the command line uses it."""
