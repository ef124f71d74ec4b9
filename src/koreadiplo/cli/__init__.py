"""The command line: arguments in, one function called, words and an exit code out.

Each command is a module, registered by being imported. Exit codes: 0 done; 1 the content has errors (with --strict,
warnings), or the build failed; 2 the command was not understood. What commands call is imported when they are called:
help, or a build in which nothing has changed, takes less time than the stages take to load.
"""

from . import build, check, init, links, new, rename, schema, serve
from .app import app, main

__all__ = ["app", "build", "check", "init", "links", "main", "new", "rename", "schema", "serve"]
