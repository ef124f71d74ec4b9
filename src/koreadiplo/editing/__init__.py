"""What helps editors: check, links, new and rename. Uses the builder; only the command line uses it."""
