"""A site served while it is edited: built again at each change, and shown anew where it is open."""

from .rebuilder import Failure
from .server import HostUnknown, PortsTaken, serve

__all__ = ["Failure", "HostUnknown", "PortsTaken", "serve"]
