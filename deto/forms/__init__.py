"""What the pages of the arrangement overseas ask."""
