"""The rules of eligibility, one idea a file."""
