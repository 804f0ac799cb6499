"""The judging rule of the response document a second time, written from the document alone."""
