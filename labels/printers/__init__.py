"""Where documents go: a folder, an IPP printer, a ZPL label printer. One protocol for all of them."""

from labels.printers.printer import Document, Fate, Printed, Printer, Printers

__all__ = ["Document", "Fate", "Printed", "Printer", "Printers"]
