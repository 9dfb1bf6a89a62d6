"""The domain of alemprep: rules, records and acts. No screen, no printer, no clock of its own."""
