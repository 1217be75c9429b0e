"""The one exception that nnlab raises on purpose: its text is a sentence for the person at the keyboard."""


class NnlabError(Exception):
    """Says what was seen, what is needed and what to do next; the command line prints it and exits with 2."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in a notebook: the sentence alone, for nothing in the course is broken."""
        return [str(self)]
