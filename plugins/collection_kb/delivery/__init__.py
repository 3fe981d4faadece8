"""How the site reaches the reader: offline, under a strict policy, from any server."""
