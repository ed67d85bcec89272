"""An hourly, uncalibrated network of Kazakh power for one year, from what was known before that year."""

from levier.system.hourly.inputs import HourlyInputs, hourly_inputs
from levier.system.hourly.known import stated_flow
from levier.system.hourly.network import hourly_draft

__all__ = ["HourlyInputs", "hourly_draft", "hourly_inputs", "stated_flow"]
