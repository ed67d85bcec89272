"""The sections of the report: each turns a part of the answers into tables and figures for the template."""
