"""From foreign files to checked lines. Runs in a child process with bounds: no Django, no database, no network."""
