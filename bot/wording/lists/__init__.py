"""The words that a customer should not hear, by language: lists to be edited. Pure: no I/O.

A line is one phrase, or several with " / " between them; a line that ends with | or ( goes on in
the next. (a|b) is either, a question mark: the bracket or letter before it may be missing, … is any
one word. Capitals do not matter, except in words of capitals alone (IT, CRM). For each new phrase
put a sentence into tests/rules/sentences.json, and beside it one that must stay silent.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language. How the lists are put together stands in bot/wording.py."""

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


ORDINARY = frozenset(
    # names that are words too: at the beginning of a sentence they must do something to be a name
    """Al Art Ask Be Bill Bo Bob Bror Chance Dag Dawn Dean Don Drew Even Faith Falk Find Finn Frank
    Fred Glad Grace Grant Gry Guy Hans Harmony Hope Iris Ivy Jack Joy Lily Liv Lone Mark Max Melody
    Miles Mille Modig Nick Nord Odd Olive Pat Penny Per Pil Ravn Ray Rich Rob Robin Rose Ruby Rune
    Siv Sky Sol Stein Sten Stig Storm Sue Sunny Tage Tone Tor Ty Una Val Vibe Viola Violet Vår Will
    Woody Løve An Man Du Vi Thi My Le So Mai Se Saga Else""".split()
)
MONTHS = frozenset("May April June August Mai Juni Juli Januar Februar Mars March".split())
"""Names that are months: also within a sentence they must do something to be a name."""
FIRST_NAMES = frozenset(
    # common ones: at the beginning of a sentence, or without more, only these are people
    """Anders Andrea Anna Anne Annette Arne Astrid Bente Birgit Bjørn Bo Camilla Carsten Charlotte
    Christian Christina Christine Daniel David Dorte Elin Emil Emilie Emma Erik Erling Eva
    Frederik Freja Geir Gitte Grete Gunnar Hanne Hans Harald Heidi Helene Helle Henrik Ida
    Inge Ingrid Isabella Jakob James Jan Jane Jens Jesper Johan John Johnny Jonas Julie
    Jørgen Kari Karin Kasper Katrine Kenneth Kim Kirsten Kjell Klaus Knut Kristian Kristin
    Lars Laura Lene Line Lisbeth Lise Lone Louise Mads Magnus Maja Marianne Marie Mark
    Martin Mathias Mette Michael Mikkel Morten Nils Nina Nora Ola Olav Ole Oliver Paul Per
    Peter Pia Poul Rasmus Robert Rune Sara Sarah Silje Sofie Sophie Solveig Stian Steen
    Stine Susanne Svein Søren Terje Thomas Tina Tom Tone Tor Torben Trine Tim Ulla Vibeke
    William Øystein Åse Adam Alice Amy Andrew Ben Brian Chris Claire Dan Dave Ellen Emily
    George Harry Helen Jack Joe Kate Kevin Linda Lucy Mary Matt Mike Nick Olivia Rachel
    Richard Sam Simon Steve Sue Susan Karen Lisa Maria Marit Randi Sissel Unni Vidar Trond
    Roar Leif Hilde Hege Gro Dag""".split()
)
NOT_PEOPLE = frozenset(
    # what stands where a name may stand, and is none
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December Christmas Easter Posten Bring
    Telenor Telia Ice Fjordkraft Tibber Klarna Vipps Nets Paypal Amazon Google Apple
    Microsoft Facebook Instagram Trustpilot Norge Norway Danmark Denmark Sverige Sweden Oslo
    Bergen Trondheim Stavanger Aarhus Odense Aalborg København London Slack Excel Outlook
    Teams Windows Android Samsung Sony Bosch Ikea Elkjøp Elgiganten Power Matas Netto Coop
    Rema Storebælt Kunden Customer Systemet System Salg Sales Lageret Regnskap Bogholderiet
    Billing Finance Marketing Support Chatten Feilen Fejlen Fakturaen""".split()
)
