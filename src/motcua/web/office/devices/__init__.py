"""The machines of the hall: pair them, set them up, see that they live."""
