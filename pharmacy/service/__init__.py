"""What people do, one module per workplace, one function per act."""
