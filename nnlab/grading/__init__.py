"""Grading a class: find submissions, run their code in another process, judge the answers, keep the marks."""
