"""Cats: the exercises of chapter 10."""
