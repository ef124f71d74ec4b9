"""Build a static website from a knowledge base of bilateral relations."""

__version__ = "0.1.0"
