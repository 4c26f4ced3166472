"""The floors: the same work by the bare driver, measured in one run with ours."""
