"""nnlab."""
