"""What people see: the terminal app, and the commands that need no screen."""
