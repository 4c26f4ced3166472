"""The voice of the hall: clips on this server's disk, joined into one file per call.

Nothing here asks the Internet. Files under the folder of the settings' `VOICE`:

- `made/`: the clips espeak-ng spoke at set-up, a chime, and `manifest.json`;
- `recorded/`: clips the ward recorded; each wins over the made one of its name;
- `calls/`: calls that were joined, named after what they contain.
"""
