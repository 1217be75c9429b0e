"""What runs in the other process: the learner's cells, and nothing that knows an answer.

These files and `nnlab.calls` are copied to a folder of their own and started there; they import nothing else of nnlab.
"""
