"""Speed, as ratios between interleaved runs: `make bench`."""
