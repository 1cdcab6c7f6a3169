"""Text that strangers wrote becomes values or findings: the only user of YAML, python-frontmatter and pydantic."""
