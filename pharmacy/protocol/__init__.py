"""The clinical rules as data: what the source says, and what the site decides where it is silent."""
