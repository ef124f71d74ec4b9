"""The knowledge base → pages, search index and files."""
