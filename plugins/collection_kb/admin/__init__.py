"""The form at `/admin/`: an editor in the browser that opens pull requests."""
