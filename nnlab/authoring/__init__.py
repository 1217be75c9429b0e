"""The author's side: lessons become notebooks, and each exercise is proved. Only for a clone of the repository."""
