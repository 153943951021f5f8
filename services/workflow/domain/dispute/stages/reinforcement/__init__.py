"""Making an agreement enforceable: confirmation, arbitration review, payment order."""
