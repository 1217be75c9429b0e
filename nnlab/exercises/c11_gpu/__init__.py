"""Chapter 11, the GPU: one file an exercise."""
