"""Many drafts from one table of answers, a draft a row."""
