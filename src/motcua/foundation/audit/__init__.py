"""Who did what: lines that are only ever added, sealed in chained batches."""
