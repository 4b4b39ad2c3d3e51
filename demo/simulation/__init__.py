"""A year of an invented department, played by the commands that people use; time is passed in."""
