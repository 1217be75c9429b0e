"""Chapter 06, softmax regression: one file an exercise."""
