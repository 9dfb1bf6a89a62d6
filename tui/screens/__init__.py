"""The screens: a Python file for what one does, a stylesheet of the same name for how it looks."""
