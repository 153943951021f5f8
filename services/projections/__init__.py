"""The read side: follows the log with a stored position and answers questions; it causes nothing.

The way of an event: `storage.event_log` reads it, `batch` folds it into the rows of `views`,
`runner` writes rows and position in one transaction. `rebuild` fills a table beside the live one
and swaps them; `verification` folds everything again and compares. `definitions` makes figures
from facts, `words` tells events in plain words, `http` answers.
"""
