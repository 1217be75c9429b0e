"""The learner's side in a kernel: check, hint, reveal, progress."""
