"""The commands: the only writers of agreements."""
