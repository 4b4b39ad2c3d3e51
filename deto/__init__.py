"""Domestic employees teleworking overseas, from the request to the end of the stay (3 FAM 2368)."""
