"""Characters that cannot be seen, and that a terminal would obey, as pictures of themselves."""

_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) != "\n"} | {0x7F: 0x2421}


def visible(words: str) -> str:
    r"""Words with each control character's own picture; only line ends stay.

    >>> visible("10A\x1d21B")
    '10A␝21B'
    """
    return words.translate(_PICTURES)
