"""What changed, when and why: told by the commits that touched articles."""
