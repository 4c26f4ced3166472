"""Papers: typst with our own fonts, and QR codes."""
