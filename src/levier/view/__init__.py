"""Show answers: tables, figures, the report and the workbench; nothing here computes."""
