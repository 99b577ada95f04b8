"""What a request of schemathesis said, for checks of its answer: an answer may repeat what was sent, whatever that was."""
from urllib.parse import unquote_plus


def was_sent(case, word):
    """Whether the word stands in the request, upper or lower case. Parts of its path and query come percent-encoded."""
    parts = (case.body, case.path_parameters, case.query, case.headers)
    said = " ".join(str(part) for part in parts).lower()
    return word.lower() in said or word.lower() in unquote_plus(said)
