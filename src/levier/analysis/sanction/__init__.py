"""What sanctions reach, and what would be lost if what they reach stopped, with and without the licences."""

from levier.analysis.sanction.answer import ASSUMPTION, SanctionAnswer, answer_sanction
from levier.analysis.sanction.every import recorded_sanctions
from levier.analysis.sanction.payments import Payments, payment_reports, payments_asked, settled_corridors
from levier.analysis.sanction.stops import Asked, added, families_of, reaches, shock_of, stops_of

__all__ = [
    "ASSUMPTION",
    "Asked",
    "Payments",
    "SanctionAnswer",
    "added",
    "answer_sanction",
    "families_of",
    "payment_reports",
    "payments_asked",
    "reaches",
    "recorded_sanctions",
    "settled_corridors",
    "shock_of",
    "stops_of",
]
