"""The typed entries and their dates. No input or output; imports nothing of the project but diagnostics."""
