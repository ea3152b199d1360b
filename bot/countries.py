"""Countries that a team may be in, and the number to call there in danger."""

EMERGENCY = {
    "DK": "112",
    "NO": "112",
    "SE": "112",
    "FI": "112",
    "IS": "112",
    "DE": "112",
    "NL": "112",
    "IE": "112",
    "GB": "999",
    "US": "911",
    "CA": "911",
}
"""ISO 3166 code -> emergency number; 112 is the number of the European Union."""


MEDICAL = {"NO": "113"}
"""Where an ambulance has a number of its own."""


def emergency_number(country: str) -> str:
    return EMERGENCY.get(country, "112")


def medical_number(country: str) -> str:
    return MEDICAL.get(country, emergency_number(country))
