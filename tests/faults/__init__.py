"""What goes wrong around the program, done for real: killed, no room, no file, no server, a wrong clock."""
