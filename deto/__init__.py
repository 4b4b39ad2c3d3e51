"""Domestic employees teleworking overseas (2368)."""
