"""The shapes that travel, one module an area; what is refused is said in sentences."""
