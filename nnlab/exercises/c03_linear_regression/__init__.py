"""Chapter 03, linear regression: one file an exercise."""
