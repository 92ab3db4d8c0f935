"""The interview: a session with no screen, its journal, and the prompts that show it."""
