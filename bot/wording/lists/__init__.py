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
    """Nothing by themselves: only when they act, or as somebody whom we wait for."""
    places: str
    """Departments where goods lie: only with a blaming verb, or as somebody whom we wait for."""
    waiting_for: str
    """Before a department: asked, waited for, or where the error is."""
    people: str
    """Who is blamed without a name: they, somebody, my colleague."""
    of: str
    """Somebody *of* a department."""
    who: str
    """Between somebody and what they did: *who* forgot."""
    have: str
    between: str
    """Small words that may stand before the verb."""
    wrongs: str
    """Done, and wrong by itself: forgot, mixed up."""
    wrong_first: str
    """The same, where the verb comes first: *glemte de*."""
    negatives: str
    """Before or after a deed: never told, should have called."""
    done: str
    """Deeds of people, in the past: told, sent. Not: arrived, fit."""
    do: str
    """The same after *did not*: tell, send."""
    faults: str
    """What is somebody's: fault. Behind a genitive."""
    genitives: str
    """Behind somebody, before a fault."""
    pronouns: str
    """Whose fault, without a noun."""
    systems: str
    """Inside words for our own systems, always pointed out."""
    system_acts: str
    """*The system* with what it does to us; by itself it may be the customer's heating."""
    blame: str
    """Whole phrases."""
    greetings: str
    """Before a customer's own name."""
    left: str
    """*X, who left in January*: for the hint in the claim's form."""
    it_was: str
    """*It was X who*: likewise."""
