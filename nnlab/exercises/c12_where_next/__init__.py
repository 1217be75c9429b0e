"""Chapter 12, where next: one file an exercise."""
