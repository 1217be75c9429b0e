"""Chapter 01, one neuron: one file an exercise."""
