"""A client of Callveil's operator API."""

from . import model
from .client import Callveil
from .transport import UNSET, CallveilError, CallveilFailure, CallveilProblem, FieldFault

__all__ = ["UNSET", "Callveil", "CallveilError", "CallveilFailure", "CallveilProblem", "FieldFault", "model"]
