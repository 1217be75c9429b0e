"""Tests in a browser: what has the scope of a package here is shared by them all, and by no others."""
