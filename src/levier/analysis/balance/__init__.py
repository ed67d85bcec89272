"""Multi-vector balance: among whom a country's ties are shared out, domain by domain, and over all."""

from levier.analysis.balance.answer import BalanceAnswer, answer_balance
from levier.analysis.balance.basis import REST, Basis, Told, effective_number
from levier.analysis.balance.domains import DOMAINS, Domain, domain_names, domains_named, weights_named
from levier.analysis.balance.weights import effect_table, overall_shares
from levier.analysis.balance.years import base_years, check_told

__all__ = [
    "DOMAINS",
    "REST",
    "BalanceAnswer",
    "Basis",
    "Domain",
    "Told",
    "answer_balance",
    "base_years",
    "check_told",
    "domain_names",
    "domains_named",
    "effect_table",
    "effective_number",
    "overall_shares",
    "weights_named",
]
