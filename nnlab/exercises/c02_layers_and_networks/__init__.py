"""Chapter 02, layers and networks: one file an exercise."""
