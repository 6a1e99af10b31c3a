"""Every measure in force as one Excel workbook, with what each of its columns means."""

from reports.workbook.book import measures_workbook

__all__ = ["measures_workbook"]
