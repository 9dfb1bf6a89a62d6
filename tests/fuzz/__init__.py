"""A million scans, whole and damaged: never a crash, and nothing is taken for what it is not."""
