"""Chapter 07, multi-layer networks: one file an exercise."""
