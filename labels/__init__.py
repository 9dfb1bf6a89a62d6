"""Everything alemprep prints: content models, layout, barcodes, one module per document, printers."""
