"""The hall's set-up: queues, counters, skills."""
