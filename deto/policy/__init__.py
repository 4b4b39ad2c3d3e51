"""Rules, numbers and dates of the arrangement overseas; plain Python."""
