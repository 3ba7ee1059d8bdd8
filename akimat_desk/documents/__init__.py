"""Paper: a frozen reading and a language in, the bytes of a PDF out."""

# Any room of paper brings its fonts first: platypus remembers, while it is imported,
# which font a paper starts with, and would write a Helvetica that is not in the file.
from akimat_desk.documents import fonts as fonts
