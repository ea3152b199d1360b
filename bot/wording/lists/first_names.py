"""First names, and words that stand where one may stand."""

ORDINARY = frozenset(
    # names that are words too: at the beginning of a sentence they must do something to be a name
    """Al Art Ask Be Bill Bo Bob Bror Chance Dag Dawn Dean Don Drew Even Faith Falk Find Finn Frank
    Fred Glad Grace Grant Gry Guy Hans Harmony Hope Iris Ivy Jack Joy Lily Liv Lone Mark Max Melody
    Miles Mille Modig Nick Nord Odd Olive Pat Penny Per Pil Ravn Ray Rich Rob Robin Rose Ruby Rune
    Siv Sky Sol Stein Sten Stig Storm Sue Sunny Tage Tone Tor Ty Una Val Vibe Viola Violet Vår Will
    Woody Løve An Man Du Vi Thi My Le So Mai Se Saga Else""".split()
)
MONTHS = frozenset("May April June August Mai Juni Juli Januar Februar Mars March".split())
"""Names that are months too: even within a sentence they count only when they do something."""
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
