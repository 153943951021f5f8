"""Grounds of courts and commissions in words: which list of codes a ground is from."""

from enum import StrEnum

from services.kit.language import Language
from services.projections.words.codes import term
from services.workflow.recorded.views import dispute_parts as p

K, R = p.ReinforcementKind, p.ReinforcementResult
_CODES: dict[tuple[p.ReinforcementKind, p.ReinforcementResult], type[StrEnum]] = {
    (K.CONFIRMATION, R.NOT_ACCEPTED): p.ConfirmationBar,
    (K.CONFIRMATION, R.REFUSED): p.ConfirmationFault,
    (K.CONFIRMATION, R.ANNULLED): p.AnnulledExtent,
    (K.REVIEW, R.NOT_ACCEPTED): p.ReviewBar,
    (K.REVIEW, R.REFUSED): p.ReviewFault,
    (K.PAYMENT_ORDER, R.VOID): p.PaymentOrderEnd,
    (K.PAYMENT_ORDER, R.DISMISSED): p.DismissalGround,
}


def grounds_of(kind: p.ReinforcementKind, result: p.ReinforcementResult) -> type[StrEnum] | None:
    """The codes of the grounds that such an answer can have; none where it has none."""
    return _CODES.get((kind, result))


def ground_name(
    kind: p.ReinforcementKind,
    result: p.ReinforcementResult | None,
    ground: str,
    language: Language,
) -> str | None:
    """The words of a ground; none where there is none."""
    codes = _CODES.get((kind, result)) if result else None
    return term(codes(ground), language) if codes and ground else None
