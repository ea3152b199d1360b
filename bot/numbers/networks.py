"""How the numbers of payment cards begin, and how long they are."""

LONG = range(16, 20)
NETWORKS = (
    ("4", "4", (13, 16, 19)),  # Visa; 4571 is Visa/Dankort
    ("51", "55", (16,)),  # Mastercard
    ("2221", "2720", (16,)),
    ("34", "34", (15,)),  # American Express
    ("37", "37", (15,)),
    ("5019", "5019", (16,)),  # Dankort
    ("5018", "5018", range(13, 20)),  # Maestro
    ("5020", "5020", range(13, 20)),
    ("5038", "5038", range(13, 20)),
    ("5893", "5893", range(13, 20)),
    ("6304", "6304", range(13, 20)),
    ("6759", "6763", range(13, 20)),
    ("300", "305", range(14, 20)),  # Diners Club
    ("3095", "3095", range(14, 20)),
    ("36", "36", range(14, 20)),
    ("38", "39", range(14, 20)),
    ("6011", "6011", LONG),  # Discover
    ("644", "659", LONG),
    ("3528", "3589", LONG),  # JCB
    ("62", "62", LONG),  # UnionPay
    ("81", "81", LONG),
)
"""First prefix, last prefix, and how many digits the numbers have."""


def in_network(digits: str) -> bool:
    """Whether some network issues cards with this prefix and length."""
    return any(
        first <= digits[: len(first)] <= last and len(digits) in lengths
        for first, last, lengths in NETWORKS
    )
