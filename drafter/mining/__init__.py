"""From speeches that were given to templates one can draft from: `drafter mine`."""
