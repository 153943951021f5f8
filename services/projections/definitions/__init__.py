"""The figures, each a dated definition: what is counted, over what, when, where, what is left out."""

from services.projections.definitions.definition import DEFINITIONS, Definition

__all__ = ["DEFINITIONS", "Definition"]
