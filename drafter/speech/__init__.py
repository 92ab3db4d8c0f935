"""A speech that was given, read: its outline, which points into its own lines and changes none."""
