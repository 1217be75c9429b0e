"""Chapter 08, backpropagation: one file an exercise."""
