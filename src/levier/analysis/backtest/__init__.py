"""Back-test: causes of real events in, predictions stored, outcomes read, a scorecard out (methods 9)."""

from levier.analysis.backtest.blind import LeftOut, predictions
from levier.analysis.backtest.cause import Cause, Step, parse_cause, read_cause, shipped_causes
from levier.analysis.backtest.fit import share_without
from levier.analysis.backtest.forecast import forecast_table
from levier.analysis.backtest.observables import Outcome, check_columns, outcomes_file, outcomes_of
from levier.analysis.backtest.predict import predict
from levier.analysis.backtest.prediction import Prediction, read_prediction, write_prediction
from levier.analysis.backtest.scorecard import Scorecard, backtest

__all__ = [
    "Cause",
    "LeftOut",
    "Outcome",
    "Prediction",
    "Scorecard",
    "Step",
    "backtest",
    "check_columns",
    "forecast_table",
    "outcomes_file",
    "outcomes_of",
    "parse_cause",
    "predict",
    "predictions",
    "read_cause",
    "read_prediction",
    "share_without",
    "shipped_causes",
    "write_prediction",
]
