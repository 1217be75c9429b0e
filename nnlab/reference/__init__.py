"""The mathematics: one module a chapter. These functions are the solutions that learners see."""
