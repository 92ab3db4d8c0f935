"""Drafts after they were written: what they were made from, and made anew in place with other answers."""
