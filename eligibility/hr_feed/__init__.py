"""The HR extract: its files and columns as data, reading, comparing, writing, reporting."""
