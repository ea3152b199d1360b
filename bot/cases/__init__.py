"""What a case is, and the only ways in which it can change."""

from bot.cases.claim import Claim
from bot.cases.hostile import Hostile

Case = Hostile | Claim

__all__ = ["Case", "Claim", "Hostile"]
