"""Chapter 05, logistic regression: one file an exercise."""
