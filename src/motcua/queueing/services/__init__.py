"""The verbs of the hall: give numbers, sit down, call, end, take back, close."""
