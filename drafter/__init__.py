"""drafter: from earlier speeches to a formatted Word draft of the next one."""

__version__ = "0.1.0"
