"""Chapter 09, training: one file an exercise."""
