"""Show answers: tables, figures, the report and the workbench; nothing here computes."""

from levier.view.report import write_report
from levier.view.tables import write_tables

__all__ = ["write_report", "write_tables"]
