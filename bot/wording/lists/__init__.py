"""The words that a customer should not hear, by language: lists to be edited. Pure: no I/O.

A line is one phrase, or several with " / " between them; a line that ends with | or ( goes on in
the next. (a|b) is either, a question mark: the bracket or letter before it may be missing, … is any
one word. Capitals do not matter, except in words of capitals alone (IT, CRM). For each new phrase
put a sentence into tests/rules/sentences.json, and beside it one that must stay silent.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language. How the lists are put together stands in bot/wording/phrases.py."""

    departments: str
    """Pointed out only when they act, or when we wait for them."""
    places: str
    """Departments where goods lie: only with a blaming verb, or when we wait for them."""
    waiting_for: str
    """Before a department: asked, waited for, or where the error is."""
    people: str
    """Who is blamed without a name: they, somebody, my colleague."""
    of: str
    """*from* in "Karin from sales"."""
    who: str
    """*who* in "they, who forgot"."""
    have: str
    between: str
    """Small words that may stand before the verb."""
    wrongs: str
    """Verbs in the past that are wrong by themselves: forgot, mixed up."""
    wrong_first: str
    """The same where the verb comes first, as in *glemte de*."""
    negatives: str
    """Before or after a verb: *never* told, *should have* called."""
    done: str
    """Verbs in the past that only people do: told, sent. Not: arrived, fit."""
    do: str
    """The same verbs after *did not*: tell, send."""
    faults: str
    """Nouns behind a genitive: fault."""
    genitives: str
    """The genitive's ending, between somebody and a fault."""
    pronouns: str
    """Possessive pronouns before a fault."""
    systems: str
    """Words for our own systems that only insiders use; always pointed out."""
    system_acts: str
    """*The system* and what it does to us; alone it may be the customer's heating."""
    blame: str
    """Whole phrases."""
    greetings: str
    """Before a customer's own name."""
    left: str
    """*X, who left in January*: for the hint in the claim's form."""
    it_was: str
    """*It was X who*: likewise."""
