"""Live screens: push the fresh snapshot of a topic to every screen that shows it."""
