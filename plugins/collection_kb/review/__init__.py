"""Keeping articles true: when each must be checked again, and why."""
