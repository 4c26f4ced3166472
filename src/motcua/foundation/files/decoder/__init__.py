"""The program that opens files of strangers, and nothing else: `python -m …decoder`.

It knows no settings, no database and no key. It reads one file from its standard input,
says on its standard output what the file is, and ends.
"""
