"""Every sentence that a person sees goes through here; English is the source."""

import gettext
from contextvars import ContextVar

_current: ContextVar[gettext.NullTranslations] = ContextVar("language")
SOURCE = gettext.NullTranslations()


def _(sentence: str, **facts: object) -> str:
    """The sentence in the reader's language, with its facts filled in."""
    return _current.get(SOURCE).gettext(sentence).format(**facts)


def later(sentence: str) -> str:
    """Marks a sentence for the catalogues that is translated where it is shown."""
    return sentence


def ngettext(one: str, many: str, count: int, **facts: object) -> str:
    found = _current.get(SOURCE).ngettext(one, many, count)
    return found.format(count=count, **facts)
