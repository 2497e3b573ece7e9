"""The outside world of printers: the system's list, CUPS, and pages painted where there is no CUPS."""
