"""Who looks after what: roles in the data, and the accounts that a code-hosting site asks to review."""
