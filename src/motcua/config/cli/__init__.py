"""The `motcua` command: one module per command, facts as JSON when asked."""
