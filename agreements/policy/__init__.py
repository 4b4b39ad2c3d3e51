"""The rules of the terms of an agreement, one idea a file."""
