"""The sentences of this chapter: mediation. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "MediatorAssigned": ("指派{mediator}主持调解", "{mediator} was assigned"),
    "MediatorAssigned.unknown": (
        "由台账所载、名册上没有的调解员调解",
        "A mediator named in the ledger, who is not on the roster, took the dispute",
    ),
    "SessionHeld": (
        "在{place}召开调解会，到场：{present}",
        "A mediation session was held at {place}; present: {present}",
    ),
    "MediationFailed": (
        "调解不成，双方未达成协议",
        "Mediation ended without agreement",
    ),
}
