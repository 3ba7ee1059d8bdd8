"""Akimat Desk: applications, terms and papers of a local administration."""

__version__ = "0.1.0"
