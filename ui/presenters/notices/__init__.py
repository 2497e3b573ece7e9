"""通知单: what departments do, as a board for after-sales and a list for each department."""
