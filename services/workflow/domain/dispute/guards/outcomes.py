"""The outcome with which a dispute ends that was carried out under an instrument."""

from services.workflow.domain.dispute.parts import Instrument, Outcome

OUTCOME_OF: dict[Instrument, Outcome] = {
    Instrument.CONFIRMATION_RULING: Outcome.AGREEMENT_PERFORMED,
    Instrument.REVIEW_STATEMENT: Outcome.AGREEMENT_PERFORMED,
    Instrument.PAYMENT_ORDER: Outcome.AGREEMENT_PERFORMED,
    Instrument.AWARD: Outcome.AWARDED,
    Instrument.ARBITRAL_STATEMENT: Outcome.ARBITRATION_MEDIATED,
    Instrument.JUDGMENT: Outcome.JUDGMENT,
    Instrument.COURT_STATEMENT: Outcome.COURT_MEDIATED,
}
