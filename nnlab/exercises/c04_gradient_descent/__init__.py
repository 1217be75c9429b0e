"""Chapter 04, gradient descent: one file an exercise."""
